"""What every route of this room is given: the questions, the settings, the way in, the clock, and bodies made once."""

from __future__ import annotations

import asyncio
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from data import clock
from data.answers import Answers
from data.settings import Settings

# (feed, body, content type, source) -> the batch law. Raises CityError; api.problem.not_found for a feed that does not exist.
Receive = Callable[[str, bytes, str, str | None], dict[str, object]]


@dataclass(frozen=True, slots=True)
class Body:
    """A finished answer: bytes as they go over the line, and their headers."""

    content: bytes
    media_type: str
    headers: dict[str, str]


class Bodies:
    """The newest finished answers, up to `most` bytes; one larger than an eighth of that is not kept."""

    def __init__(self, most: int = 64_000_000) -> None:
        self._most = most
        self._kept: OrderedDict[tuple[str, bool], Body] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def get(self, key: tuple[str, bool]) -> Body | None:
        """The body kept under (ETag, is it gzip)."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def keep(self, key: tuple[str, bool], body: Body) -> None:
        """Keep it, and let the longest unused go when there are too many bytes."""
        if len(body.content) > self._most // 8:
            return
        with self._lock:
            replaced = self._kept.pop(key, None)
            self._size += len(body.content) - (len(replaced.content) if replaced else 0)
            self._kept[key] = body
            while self._size > self._most:
                self._size -= len(self._kept.popitem(last=False)[1].content)


@dataclass(frozen=True, slots=True)
class Room:
    """The room's own things; one per application."""

    answers: Answers
    settings: Settings
    receive: Receive
    now: Callable[[], datetime] = clock.now
    bodies: Bodies = field(default_factory=Bodies)
    born: str = field(
        default_factory=lambda: secrets.token_hex(4)
    )  # in every ETag: another program may answer otherwise
    exports: asyncio.Semaphore = field(
        default_factory=lambda: asyncio.Semaphore(2)
    )  # large files, two at a time
