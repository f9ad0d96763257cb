"""One request to a camera for many screens: who asks while it is under way waits for it, and its answer is kept for a moment."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from api.cctv.fetch import Got
from api.problem import Refusal

MOST_BYTES = 64_000_000
FAILURE_S = 4.0  # a camera that fails is left alone for as long


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer or a refusal, and until when it holds (seconds of the monotonic clock)."""

    what: Got | Refusal
    until: float

    @property
    def size(self) -> int:
        return len(self.what.body) if isinstance(self.what, Got) else 0


class Shelf:
    """Answers by key, the oldest thrown away first."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._under_way: dict[str, asyncio.Task[Kept]] = {}
        self._bytes = 0

    async def get(self, key: str, seconds: float, make: Callable[[], Awaitable[Got]]) -> Got:
        """The answer for a key, at most `seconds` old. Raises the Refusal that `make` raised, for FAILURE_S without asking again."""
        kept = self._kept.get(key)
        if kept is None or kept.until <= self._clock():
            if key not in self._under_way:
                self._under_way[key] = asyncio.create_task(self._made(key, seconds, make))
            kept = await asyncio.shield(self._under_way[key])  # a screen that leaves does not take the answer from the others
        if isinstance(kept.what, Refusal):
            raise kept.what
        return kept.what

    async def _made(self, key: str, seconds: float, make: Callable[[], Awaitable[Got]]) -> Kept:
        try:
            kept = Kept(await make(), self._clock() + seconds)
        except Refusal as error:
            kept = Kept(error, self._clock() + FAILURE_S)
        finally:
            self._under_way.pop(key, None)
        self._put(key, kept)
        return kept

    def _put(self, key: str, kept: Kept) -> None:
        if before := self._kept.pop(key, None):
            self._bytes -= before.size
        self._kept[key] = kept
        self._bytes += kept.size
        while self._bytes > MOST_BYTES or len(self._kept) > 4096:
            self._bytes -= self._kept.popitem(last=False)[1].size
