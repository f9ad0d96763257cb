"""Round numbers along an axis, and dates along a time axis: the same for every drawing on paper."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from data.clock import to_utc, to_wib
from layouts import formats
from layouts.charts.spec import Point

APART = 22.0  # units from one number of an upright axis to the next at least


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


def ticks_in(height: float) -> int:
    """About so many ticks have room above each other: six, on a low chart fewer."""
    return min(6, max(2, int(height / APART)))


def digits_of(ticks: Sequence[float]) -> int:
    """Decimals that the ticks need."""
    step = min((b - a for a, b in itertools.pairwise(ticks)), default=1.0)
    return max(0, -math.floor(math.log10(step) + 1e-9))


def spread(days: Sequence[date | datetime], most: int = 7) -> tuple[date | datetime, ...]:
    """At most `most` of the days, evenly apart, the first among them."""
    every = max(1, math.ceil(len(days) / most))
    return tuple(days[::every])


def hours_along(first: datetime, last: datetime, most: int) -> tuple[tuple[datetime, str], ...]:
    """At most about `most` whole hours or midnights of Jakarta between two moments out of a table (UTC), and what to write there."""
    span = (last - first) / timedelta(hours=1)
    every = next((h for h in (1, 2, 3, 6, 12, 24, 48, 96, 168, 336, 720) if span / h <= most), 24 * math.ceil(span / most / 24))
    step = timedelta(hours=every)
    start = to_wib(first).replace(hour=0, minute=0, second=0, microsecond=0)
    start += math.ceil((to_wib(first) - start) / step) * step
    found = [to_utc(start + n * step) for n in range(int((to_wib(last) - start) / step) + 1)] if start <= to_wib(last) else []
    return tuple((m, formats.day(m) if every >= 24 else f"{to_wib(m).day}/{to_wib(m).month} {formats.clock(m)}") for m in found)


def along(xs: Sequence[Point], left: float, span: float) -> dict[Point, float]:
    """Where each point of an axis stands: moments and numbers by their distance, days and names one after another."""
    plain = [x.timestamp() if isinstance(x, datetime) else float(x) if isinstance(x, int | float) else None for x in xs]
    values = [v for v in plain if v is not None]
    if len(values) < len(xs) or len(xs) < 2 or values[-1] == values[0]:
        return {x: left + n * span / max(1, len(xs) - 1) for n, x in enumerate(xs)}
    return {x: left + span * (v - values[0]) / (values[-1] - values[0]) for x, v in zip(xs, values, strict=True)}
