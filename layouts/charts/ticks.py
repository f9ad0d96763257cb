"""Round numbers along an axis, and dates along a time axis: the same for every drawing on paper."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from datetime import date, datetime


def rounds(low: float, high: float, most: int = 6) -> tuple[float, ...]:
    """Round numbers that cover [low, high], at most about `most`: 0, 2, 4 … Steps are 1, 2 or 5 times a power of ten."""
    if not math.isfinite(low) or not math.isfinite(high) or high <= low:
        high = low + 1
    raw = (high - low) / max(1, most - 1)
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(m * power for m in (1, 2, 5, 10) if m * power >= raw * 0.999)
    first = math.floor(low / step + 1e-9)
    last = math.ceil(high / step - 1e-9)
    return tuple(round(n * step, 10) for n in range(first, last + 1))


def digits_of(ticks: Sequence[float]) -> int:
    """Decimals that the ticks need."""
    step = min((b - a for a, b in itertools.pairwise(ticks)), default=1.0)
    return max(0, -math.floor(math.log10(step) + 1e-9))


def spread(days: Sequence[date | datetime], most: int = 7) -> tuple[date | datetime, ...]:
    """At most `most` of the days, evenly apart, the first among them."""
    every = max(1, math.ceil(len(days) / most))
    return tuple(days[::every])
