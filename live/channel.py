"""One layer on the air: asked when its tables change, encoded once, kept as bytes for everyone."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from data.answers import Answers
from live.points import Points, Rows


@dataclass(frozen=True)
class Layer:
    """A layer that moves.

    name      how screens call it
    tables    core tables whose change makes it stale
    ask       (answers, now) -> DataFrame; blocking, runs in a thread
    encode    that DataFrame -> Rows
    every_s   asked again after this long even when no table changed, because answers lean on the clock too
    """

    name: str
    tables: frozenset[str]
    ask: Callable[[Answers, datetime], pd.DataFrame]
    encode: Callable[[pd.DataFrame], Rows]
    every_s: float = 60.0


@dataclass(frozen=True)
class Snapshot:
    """All of a layer at one seq, as a key frame and the same gzipped."""

    seq: int
    key: bytes
    gz: bytes


class Channel:
    """The present state of one layer. `remake` and `snapshot` block and run in threads; `seq` is the last one sent."""

    def __init__(self, layer: Layer, number: int) -> None:
        self.layer = layer
        self.seq = 0
        self.error = ""
        self._points = Points(number)
        self._lock = threading.Lock()
        self._kept: Snapshot | None = None

    def remake(self, answers: Answers, now: Callable[[], datetime]) -> tuple[int, bytes | None]:
        """Ask, compare with what was sent, encode. Gives the new seq and the frame to send, None when nothing changed."""
        moment = now()
        rows = self.layer.encode(self.layer.ask(answers, moment))
        with self._lock:
            frame = self._points.step(rows, moment.timestamp())
            return self._points.seq, frame

    def snapshot(self) -> Snapshot:
        """All of it, made at most once for each seq."""
        with self._lock:
            if self._kept is None or self._kept.seq != self._points.seq:
                key = self._points.key()
                self._kept = Snapshot(self._points.seq, key, gzip.compress(key, 1, mtime=0))
            return self._kept
