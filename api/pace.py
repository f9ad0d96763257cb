"""How fast one caller may call: a bucket of tokens per caller that fills at a steady pace."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

CALLERS = (
    1_000  # remembered at once; the longest unseen is forgotten, which only gives it a full bucket again
)


class Pace:
    """`burst` calls at once, then `per_second`. Callers are told apart by a key."""

    def __init__(self, per_second: float, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_second = per_second
        self._burst = burst
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait_s(self, caller: str) -> float:
        """0.0 when the call may pass (and is counted), else the seconds until one may."""
        with self._lock:
            now = self._clock()
            left, seen = self._left.pop(caller, (float(self._burst), now))
            left = min(float(self._burst), left + (now - seen) * self._per_second)
            passes = left >= 1.0
            self._left[caller] = (left - 1.0 if passes else left, now)
            while len(self._left) > CALLERS:
                self._left.popitem(last=False)
            return 0.0 if passes else (1.0 - left) / self._per_second
