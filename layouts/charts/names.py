"""Where the names of dashed levels and of side lines stand inside a chart, so that no line runs through them.

A level's name stands on its own line, which makes room for it, or beside it where another line keeps close; a side line's name
stands close above or below it. Of a dozen places along the axis the one is taken through which the fewest lines pass.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
from numpy.typing import NDArray

from layouts.charts.spec import Chart, Point, Series

SAMPLES = 60  # of each line along the axis
PLACES = 12  # along the axis that are tried
BESIDE = 0.7  # rows from a line to the middle of its name
ON_NAME, OUTSIDE, ON_CHANGE, ASIDE, ON_BAND = 1000.0, 500.0, 4.0, 1.5, 0.05  # how bad it is, where a line's piece through a name is 1
Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Spot:
    """`x` is the share of the axis at which a name begins, `y` the value at the middle of its height."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Room:
    """The plot: its lowest and highest value, a row of type in values, and the share of the axis that a text takes."""

    low: float
    high: float
    row: float
    wide: Callable[[str], float]


def spots(chart: Chart, room: Room) -> tuple[list[Spot], list[Spot]]:
    """One spot for each level of the chart, and one for each side line that has a value, in their order."""
    field = _Field(chart, room)
    levels = [field.place(_along(room.wide(r.label), r.value, room.row), room.wide(r.label), own=r.value) for r in chart.references]
    return levels, [field.place(field.beside(s), room.wide(s.name)) for s in named_sides(chart)]


def named_sides(chart: Chart) -> list[Series]:
    """Side lines that have a value, and so a name."""
    return [s for s in chart.series if s.is_side and any(y is not None for y in s.y)]


def _along(wide: float, y: float, row: float) -> list[Spot]:
    """At the right end first, then at the left, then between; on the level, or where a line runs along it below or above."""
    rest = max(0.0, 1.0 - wide)
    return [Spot(share * rest, at) for at in (y, y - BESIDE * row, y + BESIDE * row) for share in (1.0, *(n / PLACES for n in range(PLACES)))]


class _Field:
    """What may run through a name: the lines, their bands, the levels, the names that stand already."""

    def __init__(self, chart: Chart, room: Room) -> None:
        places = _shares(x for s in chart.series for x in s.x)
        self.chart, self.room = chart, room
        self.at = np.unique([*np.linspace(0.0, 1.0, SAMPLES + 1), *places.values()])
        self.lines = {id(s): self._sampled(s, s.y, places) for s in chart.series}
        self.bands = [(self._sampled(s, s.lo, places), self._sampled(s, s.hi, places)) for s in chart.series if s.lo and s.hi]
        self.changes = [places[c.x] for c in chart.changes if c.x in places]
        self.named: list[tuple[Spot, float]] = []

    def _sampled(self, series: Series, values: Sequence[float | None], places: dict[Point, float]) -> Values:
        known = np.array([np.nan if v is None else v for v in values], dtype=float)
        at = np.array([places[x] for x in series.x], dtype=float)
        if not len(at):
            return np.full_like(self.at, np.nan)
        order = np.argsort(at, kind="stable")
        found: Values = np.interp(self.at, at[order], known[order], left=np.nan, right=np.nan)
        found[np.searchsorted(self.at, at)] = known  # also a value that stands alone between two that are missing
        return found

    def beside(self, series: Series) -> list[Spot]:
        """Below and above the line, from its left end on."""
        wide, gap = self.room.wide(series.name), BESIDE * self.room.row
        found: list[Spot] = []
        for n in range(PLACES + 1):
            x = n / PLACES * max(0.0, 1.0 - wide)
            near = self.lines[id(series)][self._within(x, wide)]
            if not np.isnan(near).all():
                found += [Spot(x, float(np.nanmin(near)) - gap), Spot(x, float(np.nanmax(near)) + gap)]
        return found

    def place(self, tried: list[Spot], wide: float, own: float | None = None) -> Spot:
        """The best of those tried, the first of equals; it is taken from then on."""
        best = min(tried, key=lambda spot: self._cost(spot, wide, own))
        self.named.append((best, wide))
        return best

    def _within(self, x: float, wide: float) -> NDArray[np.bool_]:
        return (self.at >= x - 1e-9) & (self.at <= x + wide + 1e-9)

    def _cost(self, spot: Spot, wide: float, own: float | None) -> float:
        here, half = self._within(spot.x, wide), self.room.row / 2
        cost: float = sum(_pieces(line[here], line[here], spot.y, half) for line in self.lines.values())
        cost += ON_BAND * sum(_pieces(lo[here], hi[here], spot.y, half) for lo, hi in self.bands)
        cost += sum(here.sum() for r in self.chart.references if r.value != own and abs(r.value - spot.y) < half)
        cost += ON_CHANGE * sum(spot.x <= at <= spot.x + wide for at in self.changes)
        cost += ON_NAME * sum(abs(o.y - spot.y) < self.room.row and o.x < spot.x + wide and spot.x < o.x + w for o, w in self.named)
        cost += ASIDE * (own is not None and own != spot.y)
        return float(cost + OUTSIDE * (own != spot.y and not self.room.low + half <= spot.y <= self.room.high - half))


def _pieces(lower: Values, upper: Values, y: float, half: float) -> int:
    """How many pieces between two samples pass through the height of a row around y."""
    low, high = np.fmin(lower[:-1], lower[1:]), np.fmax(upper[:-1], upper[1:])
    return int(((low < y + half) & (high > y - half)).sum())


def _shares(xs: Iterable[Point]) -> dict[Point, float]:
    """Where each point stands along the axis, 0 to 1: by time or number, words in their order."""
    points = list(dict.fromkeys(xs))
    by_size: list[float] = [x.timestamp() if isinstance(x, datetime) else float(x.toordinal()) if isinstance(x, date) else float(x) for x in points if not isinstance(x, str)]
    sizes = by_size if len(by_size) == len(points) else [float(n) for n in range(len(points))]
    low, span = min(sizes, default=0.0), (max(sizes, default=0.0) - min(sizes, default=0.0)) or 1.0
    return {x: (size - low) / span for x, size in zip(points, sizes, strict=True)}
