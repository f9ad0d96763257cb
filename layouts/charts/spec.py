"""What a chart says, apart from how it is drawn: the same spec goes to the screen, to paper and to a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Point = float | int | str | date | datetime
Kind = Literal["line", "bar", "step"]


@dataclass(frozen=True, slots=True)
class Series:
    """One line or one set of bars. `lo` and `hi` are an interval around `y`; `is_side` is drawn thin, beside the message."""

    name: str
    x: tuple[Point, ...]
    y: tuple[float | None, ...]
    lo: tuple[float | None, ...] = ()
    hi: tuple[float | None, ...] = ()
    colour: int = 1  # of the theme's data colours, 1 to 6
    is_side: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """A dashed level, such as a limit."""

    value: float
    label: str


@dataclass(frozen=True, slots=True)
class Change:
    """A dashed upright line where a definition changed."""

    x: Point
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """kind, series and words. `unit` follows values in the table; `y_title` names measure and unit on the axis."""

    kind: Kind
    series: tuple[Series, ...]
    message: str
    x_title: str
    y_title: str
    unit: str = ""
    x_kind: Literal["time", "category", "number"] = "time"
    references: tuple[Reference, ...] = ()
    changes: tuple[Change, ...] = ()
    digits: int = 1
    notes: tuple[str, ...] = field(default=())
    y_max: float | None = None


def stands_alone(chart: Chart) -> bool:
    """Does no two series have a value at the same point? Then their bars stand in one row of places, not side by side."""
    known = [x for s in chart.series for x, y in zip(s.x, s.y, strict=True) if y is not None]
    return len(known) == len(set(known))


def column(values: Sequence[object]) -> tuple[float | None, ...]:
    """A column of numbers as a series takes it: what is missing is None, never NaN."""
    return tuple(None if v is None or v != v else float(str(v)) for v in values)
