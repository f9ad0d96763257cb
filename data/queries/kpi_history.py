"""One KPI through time and space: over the last periods, in every area, what moved it, and whether it still says anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache

import pandas as pd

from data.answers import Answers
from data.kpis.catalogue import Kpi
from data.kpis.sql import usable
from data.model import Filters
from data.queries.briefing import drivers
from data.queries.kpi_measured import period_before
from data.queries.kpis import readings_of, readings_through

PERIODS = 12
SATURATED_OF = timedelta(days=180)
SATURATED_N = 6  # whole periods of 30 days
SATURATED_AT = 0.95
Questions = tuple[tuple[Kpi, tuple[Filters, ...]], ...]


def kpi_of(answers: Answers, name: str) -> Kpi | None:
    """The usable KPI of an id in any case (`g1`); None when there is none."""
    return next((k for k in usable(answers.warehouse).kpis if k.id == name.upper()), None)


def kpi_periods(answers: Answers, filters: Filters, kpi: Kpi, periods: int = PERIODS) -> pd.DataFrame:
    """The last periods of the asked length, oldest first, the last one ending where the asked one ends.

    The columns of `kpi_readings` and end_at (UTC). Earlier ends lie on whole days (hours in a window of less than a day), and facts
    are taken as known now; a state at a moment is asked as it was known then, and has no history where none is kept.
    """
    return kpis_periods(answers, filters, (kpi,), periods)


def kpis_periods(answers: Answers, filters: Filters, kpis: tuple[Kpi, ...], periods: int = PERIODS) -> pd.DataFrame:
    """The same of several KPIs, period by period: each period is asked once for all of them."""
    since, until = filters.period
    ends = tuple(_whole(until - n * (until - since), until - since) for n in range(periods - 1, 0, -1))
    asked = tuple((kpi, tuple(one for end in ends if (one := at_end(_held(filters, ends[-1]), kpi, end, until - since)) is not None)) for kpi in kpis)
    past = _through(answers, asked)
    now = readings_of(answers, filters, kpis, None, False).assign(end_at=pd.Timestamp(until))
    return pd.concat([f for f in (past, now) if len(f)] or [now], ignore_index=True)


@lru_cache(maxsize=512)
def _through(answers: Answers, asked: Questions) -> pd.DataFrame:
    """What is over. Kept while the questions are the same ones (a quarter of an hour: `_held`), whatever is loaded meanwhile."""
    return readings_through(answers, asked)


def _held(filters: Filters, until: datetime) -> Filters:
    """The same question for whole quarters of an hour: what is over is kept that long. Its own period, which moves with each minute, ends with
    the newest of those that are over, so that it makes no new question."""
    since, end = filters.period
    return replace(filters, now=_quarter(filters.now), since=until - (end - since), until=until)


def at_end(filters: Filters, kpi: Kpi, end: datetime, length: timedelta) -> Filters | None:
    """The same question for the period of `length` that ends at `end`; None where no history is kept."""
    if kpi.time:
        return replace(filters, since=end - length, until=end)
    if period_before(filters, kpi) is None:
        return None
    return replace(filters, since=end - length, until=end, as_of=end)


def kpi_areas(answers: Answers, filters: Filters, kpi: Kpi, level: str) -> pd.DataFrame:
    """Every area of a level inside the area asked for: the columns of `kpi_readings`, and verdict against the whole's value:
    better | worse (its interval does not hold the whole's value) | same | unknown (no value, or no interval)."""
    found = readings_of(answers, filters, (kpi,), level, True)
    whole = readings_of(answers, filters, (kpi,), None, False)["value"].iloc[0]
    is_judged = found["lo"].notna() & found["hi"].notna() & (whole == whole) & found["state"].isin(["ok", "basi", "tanpa target"])
    above, below = is_judged & (found["lo"] > whole), is_judged & (found["hi"] < whole)
    good, bad = (above, below) if kpi.better == "up" else (below, above)
    verdict = pd.Series("unknown", index=found.index).mask(is_judged, "same").mask(good, "better").mask(bad, "worse")
    return found.assign(verdict=verdict, whole=whole)


def kpi_moved(answers: Answers, filters: Filters, kpi: Kpi, level: str = "kecamatan") -> pd.DataFrame:
    """Mix or rate, by area, after Kitagawa (1955): see `data.queries.briefing.drivers`; pp are points of the share. Empty for a KPI that
    is not a share of its cases, that has no areas, or that has no earlier period."""
    earlier = period_before(filters, kpi)
    if kpi.interval != "wilson" or not kpi.has_areas or earlier is None:
        return pd.DataFrame()
    cubes = [_cube(readings_of(answers, asked, (kpi,), level, False)) for asked in (filters, earlier)]
    return drivers(cubes[0], cubes[1], "area")


def _cube(readings: pd.DataFrame) -> pd.DataFrame:
    """A share with its n as the two counts from which `drivers` works."""
    known = readings[readings["value"].notna()]
    return pd.DataFrame({"area": known["area"], "due_n": known["n"].astype(float), "late_n": known["n"] * known["value"] / 100})


def is_saturated(answers: Answers, filters: Filters, kpi: Kpi) -> bool:
    """True when the target was met in every 30 days (more than 95 %) of the last 180: then the KPI carries no news, and its target
    should be looked at again. Never true without a target, or with half of the periods unscored."""
    return kpi.id in saturated(answers, filters, (kpi,))


def saturated(answers: Answers, filters: Filters, kpis: tuple[Kpi, ...]) -> frozenset[str]:
    """The ids of the KPIs of which `is_saturated` is true."""
    day = filters.moment.replace(hour=0, minute=0, second=0, microsecond=0)
    asked = tuple(kpi for kpi in kpis if kpi.target is not None and kpi.is_loaded)
    return _saturated(answers, replace(filters, now=day, since=None, until=None, as_of=None), asked)


@lru_cache(maxsize=512)
def _saturated(answers: Answers, filters: Filters, kpis: tuple[Kpi, ...]) -> frozenset[str]:
    step = SATURATED_OF / SATURATED_N
    ends = [filters.moment - n * step for n in range(SATURATED_N)]
    asked = tuple((kpi, tuple(one for end in ends if (one := at_end(filters, kpi, end, timedelta(days=30))) is not None)) for kpi in kpis)
    found = readings_through(answers, asked)[["id", "score"]]
    if not len(found):
        return frozenset()
    scores = found.dropna().groupby("id")["score"].agg(n="size", met=lambda found: (found >= 1).mean())
    return frozenset(scores.index[(scores["n"] >= SATURATED_N / 2) & (scores["met"] > SATURATED_AT)])


def _quarter(moment: datetime) -> datetime:
    return moment.replace(minute=moment.minute // 15 * 15, second=0, microsecond=0)


def _whole(end: datetime, length: timedelta) -> datetime:
    return end.replace(minute=0, second=0, microsecond=0) if length < timedelta(days=1) else end.replace(hour=0, minute=0, second=0, microsecond=0)
