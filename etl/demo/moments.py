"""Time inside the demo city: whole seconds and whole days since 1970, in WIB without a zone, as its source
files write it.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np

from data.clock import to_wib
from etl.demo.draws import Bools, Floats, Ints, draws

DAY = 86_400
HOUR = 3_600
WIB_AHEAD = 7 * HOUR
_EPOCH = date(1970, 1, 1)
_FIXED_HOLIDAYS = ((1, 1), (5, 1), (6, 1), (8, 17), (12, 25))


def seconds(moment: datetime) -> int:
    """A moment -> seconds since 1970 on the wall clock of Jakarta. A naive moment is UTC, as in the
    tables.
    """
    return int((to_wib(moment).replace(tzinfo=None) - datetime(1970, 1, 1)) // timedelta(seconds=1))


def day_number(day: date) -> int:
    """Days since 1970."""
    return (day - _EPOCH).days


def day_of(number: int) -> date:
    """The date of a day number."""
    return _EPOCH + timedelta(days=int(number))


def holidays(first: date, last: date) -> tuple[date, ...]:
    """National holidays in [first, last]: those on a fixed date every year, and the moving ones of the
    years in holidays.csv.
    """
    with (Path(__file__).parent / "holidays.csv").open(encoding="utf-8", newline="") as file:
        moving = {date.fromisoformat(row["day"]) for row in csv.DictReader(file)}
    fixed = {date(year, m, d) for year in range(first.year, last.year + 1) for m, d in _FIXED_HOLIDAYS}
    return tuple(sorted(day for day in moving | fixed if first <= day <= last))


@dataclass(frozen=True, slots=True)
class Days:
    """What kind of days these are. weekday 0 is Monday; rain runs from 0 (dry) to 1 (heavy)."""

    number: Ints
    weekday: Ints
    year_part: Floats
    is_holiday: Bools
    rain: Floats


def days(seed: int, number: Ints) -> Days:
    """Weekday, place in the year, holiday and rain of each day. Rain comes in spells, mostly from November
    to March.
    """
    if not len(number):
        return Days(number, number, number.astype(float), number > 0, number.astype(float))
    starts = number.astype("datetime64[D]")
    part = (number - starts.astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64)) / 365.25
    free = [day_number(day) for day in holidays(day_of(number.min()), day_of(number.max()))]
    rain = 0.7 * _shower(seed, number, part) + 0.3 * _shower(seed, number - 1, part)
    return Days(number, (number + 3) % 7, part, np.isin(number, free), rain)


def _shower(seed: int, number: Ints, part: Floats) -> Floats:
    own = draws(seed, "rain", number)
    wet = 0.45 + 0.4 * np.cos(2 * np.pi * (part - 0.08))
    return np.where(own.chance("wet", wet), own.uniform("depth") ** 2, 0.0)


def clock_of_day(shares: tuple[int, ...], uniform: Floats) -> Ints:
    """Second of the day from a uniform draw, by 24 hourly shares."""
    edges = np.concatenate([[0.0], np.cumsum(shares) / sum(shares)])
    return np.interp(uniform, edges, np.arange(25) * HOUR).astype(np.int64).clip(0, DAY - 1)
