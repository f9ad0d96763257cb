"""One connected screen: what waits to be sent to it, and how it is cut short when it cannot keep up."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Protocol

KeyOf = Callable[[str], Awaitable[tuple[int, bytes]]]
SeqOf = Callable[[str], int]


class Line(Protocol):
    """What a screen needs of a WebSocket."""

    async def send_bytes(self, data: bytes) -> None: ...
    async def send_text(self, data: str) -> None: ...


class Screen:
    """The queue of one client. `most` frames may wait; a client that has more is brought up to date by a key frame instead."""

    def __init__(self, wants: frozenset[str] = frozenset(), most: int = 8) -> None:
        self.wants = wants
        self.behind = set(wants)  # layers of which it must have all before it can use a difference
        self.dropped = 0
        self._most = most
        self._frames: deque[tuple[str, bytes]] = deque()
        self._text: str | None = None
        self._wake = asyncio.Event()
        if wants:
            self._wake.set()

    def want(self, wants: frozenset[str]) -> None:
        """Follow these layers from now on; new ones begin with a key frame."""
        self.behind = (self.behind & wants) | (wants - self.wants)
        self.wants = wants
        self._frames = deque(f for f in self._frames if f[0] in wants)
        self._wake.set()

    def offer(self, layer: str, frame: bytes) -> None:
        """Put a frame in the queue. Never waits: a full queue is emptied, and its layers are marked for a key frame."""
        if layer not in self.wants or layer in self.behind:
            return
        if len(self._frames) >= self._most:
            self.dropped += len(self._frames) + 1
            self.behind |= {name for name, _ in self._frames} | {layer}
            self._frames.clear()
        else:
            self._frames.append((layer, frame))
        self._wake.set()

    def say(self, text: str) -> None:
        """Put the beat in; one that was not sent yet is replaced by it."""
        self._text = text
        self._wake.set()

    async def serve(self, line: Line, key_of: KeyOf, seq_of: SeqOf, send_s: float) -> None:
        """Send for as long as the client takes what it gets within `send_s`; raises TimeoutError when it does not."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._text is not None or self._frames or self.behind:
                if self._text is not None:
                    text, self._text = self._text, None
                    async with asyncio.timeout(send_s):
                        await line.send_text(text)
                elif self._frames:
                    _, frame = self._frames.popleft()
                    async with asyncio.timeout(send_s):
                        await line.send_bytes(frame)
                else:
                    await self._catch_up(line, key_of, seq_of, send_s)

    async def _catch_up(self, line: Line, key_of: KeyOf, seq_of: SeqOf, send_s: float) -> None:
        layer = next(iter(self.behind))
        seq, key = await key_of(layer)
        if seq != seq_of(layer) or layer not in self.behind:
            return  # it moved on meanwhile: the next round takes the newer one
        self.behind.discard(layer)  # from here on every difference is queued behind the key frame
        async with asyncio.timeout(send_s):
            await line.send_bytes(key)
