"""One unit for a column of times: chosen from its values, said in its head, with the same decimals in every cell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from layouts import formats
from layouts.words import _, mark

MINUTES, HOURS, DAYS = mark("mnt"), mark("jam"), mark("hari")
WORK = mark("jam kerja")  # hours of the clock of working hours: never days, for a day of these is not 24
PER_HOUR = {MINUTES: 60.0, HOURS: 1.0, DAYS: 1 / 24, WORK: 1.0}
IN_HOURS = {**dict.fromkeys(formats.HOURLY, 1.0), "min": 1 / 60}  # units of KPIs that are times
IN_FILES = {MINUTES: "min", HOURS: "h", DAYS: "d"}  # as files of KPIs name them


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit of one column (or of columns that are read beside each other), and the decimals of its cells."""

    name: str
    digits: int = 1

    @classmethod
    def of(cls, *columns: Iterable[float], digits: int = 1) -> Unit:
        """For columns of hours: as `formats.hours` would write the middle one, unless the shortest would then be less than a tenth of a day."""
        values = np.concatenate([np.asarray(list(column), dtype=float) for column in columns]) if columns else np.empty(0)
        known = np.abs(values[np.isfinite(values) & (values != 0)])
        if not len(known):
            return cls(HOURS, digits)
        middle = float(np.median(known))
        if middle >= formats.DAYS_FROM and known.min() >= formats.TENTH_OF_DAY:
            return cls(DAYS, digits)
        return cls(HOURS if middle >= 1 else MINUTES, digits)

    @classmethod
    def of_kpi(cls, kpi_unit: str, *columns: pd.Series) -> Unit | None:
        """For columns of a KPI's values, as its file names their unit; None where that is no time."""
        return cls.of(*(column * IN_HOURS[kpi_unit] for column in columns)) if kpi_unit in IN_HOURS else None

    def head(self, title: str) -> str:
        """`P90 (hari)`."""
        return f"{title} ({_(self.name)})"

    def number(self, value: float | None) -> str:
        """Hours as a number of this unit, without its name."""
        return formats.number(None if value is None or formats.is_missing(value) else value * PER_HOUR[self.name], self.digits)

    def write(self, value: float | None) -> str:
        """The same for a time that has passed: what is there but rounds to nothing is `< 0,1`."""
        least = formats.number(10**-self.digits, self.digits)
        return f"< {least}" if value and self.number(value) == self.number(0.0) else self.number(value)

    def said(self, value: float | None) -> str:
        """The same with the name of the unit, for a cell whose column has no head of its own: `3,2 hari`."""
        if self.number(value) == formats.NOTHING:
            return formats.NOTHING
        return f"{self.write(value)} {_(self.name)}"

    def kpi(self, value: float | None, kpi_unit: str) -> str:
        """A KPI's value in this unit."""
        return self.write(None if value is None or formats.is_missing(value) else value * IN_HOURS[kpi_unit])

    def between(self, low: float | None, high: float | None, kpi_unit: str) -> str:
        """An interval of a KPI's value; an end that is not known makes it unknown."""
        if formats.is_missing(low) or formats.is_missing(high):
            return formats.NOTHING
        lo, hi = (self.number(float(v) * IN_HOURS[kpi_unit]) for v in (low, high) if v is not None)
        return f"{lo} – {hi}"


def of_row(kpi_unit: str, *values: float | None) -> tuple[str, float]:
    """For a row with a unit of its own: (the unit that a sentence would say of the first value that is known, as files of KPIs name it; by how
    much all numbers of the row are multiplied for it). What is no time stays as it is."""
    known = next((abs(v) * IN_HOURS[kpi_unit] for v in values if v is not None and not formats.is_missing(v)), None) if kpi_unit in IN_HOURS else None
    if known is None:
        return kpi_unit, 1.0
    name = DAYS if known >= formats.DAYS_FROM else HOURS if known >= 1 else MINUTES
    return IN_FILES[name], IN_HOURS[kpi_unit] * PER_HOUR[name]
