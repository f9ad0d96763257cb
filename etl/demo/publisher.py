"""What every publisher of the demo city declares: its file and feed, its pace, and how much of the past it tells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from etl.demo.places import Places

Told = TypeVar("Told")


@dataclass(frozen=True, slots=True)
class Publisher(Generic[Told]):
    """make(seed, places, since, until), WIB seconds, gives what it tells. history_s: how far the first file goes back; told_s: what
    each later answer tells at least, so that it is never empty.
    """

    root: ClassVar[str] = ""  # where its addresses begin on the demo city's server

    file: str
    feed: str
    source: str
    every_s: int
    history_s: int
    told_s: int
    make: Callable[[int, Places, int, int], Told]

    @property
    def path(self) -> str:
        """Its address on the demo city's server."""
        return f"{self.root}/{self.file}"

    def history(self, seed: int, places: Places, until: int) -> Told:
        """Its first file."""
        return self.make(seed, places, until - self.history_s, until)

    def told(self, seed: int, places: Places, since: int, until: int) -> Told:
        """What its address tells: what was published since, and its newest in any case."""
        return self.make(seed, places, min(since, until - self.told_s), until)
