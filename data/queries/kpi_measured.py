"""What the KPIs measure: the answers of their queries as readings by area, for the period asked for and the one before."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from data.answers import Answers
from data.kpis.catalogue import Kpi
from data.kpis.score import wilson
from data.kpis.sql import goes_through, kpi_sql, kpi_sql_through
from data.model import LEVELS, Filters, window_of
from data.queries.kpi_asked import ASKED, standing

_LENGTHS = sorted(LEVELS)
_TO_HOURS = 3600


@dataclass(frozen=True, slots=True)
class Reading:
    """What a KPI measures for one area."""

    value: float | None
    lo: float | None
    hi: float | None
    n: int


NOTHING = Reading(None, None, None, 0)


def period_before(filters: Filters, kpi: Kpi) -> Filters | None:
    """The question of the period before. A state at a moment is asked for as of then; None where no history is kept."""
    if kpi.time:
        return (
            replace(filters, since=None, until=filters.period[1] - window_of(kpi.window))
            if kpi.window
            else filters.previous()
        )
    if not kpi.keeps_history:
        return None
    since, until = filters.period
    return replace(filters, as_of=min(since, filters.moment), since=since - (until - since), until=since)


def measured(answers: Answers, filters: Filters, kpi: Kpi, places: dict[str, float | None], level: str | None) -> dict[str, Reading]:
    """One reading for each of the areas (code -> residents, None where not known); what is counted per resident has none without them."""
    found = _found(answers, _own_window(filters, kpi), kpi, level)
    read = {code: _reading(kpi, found.get(code)) for code in places}
    return (
        {code: _per_resident(r, kpi, places[code]) for code, r in read.items()} if kpi.per_residents else read
    )


def measured_through(answers: Answers, asked: Sequence[Filters], kpi: Kpi, area: str, residents: float | None) -> list[Reading]:
    """One reading of the area for each of the questions, which differ in period and moment alone: in one pass over the rows where that is possible."""
    own = [_own_window(filters, kpi) for filters in asked]
    if len(own) < 2 or not goes_through(kpi, own):
        return [measured(answers, filters, kpi, {area: residents}, None)[area] for filters in asked]
    periods = [filters.period for filters in own]
    lists = {"sinces": [since for since, _until in periods], "untils": [until for _since, until in periods], "moments": [f.moment for f in own]}
    ends = {"since": min(lists["sinces"]), "until": max(lists["untils"])}
    rows = answers.ask_sql(f"kpi {kpi.base}", kpi_sql_through(kpi), {**own[0].params(), **lists, **ends, "code_lens": [len(area)]})
    found = {row.key: row for row in rows.itertuples(index=False)}
    read = [_reading(kpi, found.get(f"{nth}/{area}")) for nth in range(len(own))]
    return [_per_resident(r, kpi, residents) for r in read] if kpi.per_residents else read


def _own_window(filters: Filters, kpi: Kpi) -> Filters:
    """The question for the KPI's own window, which ends where the asked period does."""
    until = filters.period[1]
    return replace(filters, since=until - window_of(kpi.window), until=until) if kpi.window else filters


def _found(answers: Answers, filters: Filters, kpi: Kpi, level: str | None) -> dict[str, Any]:
    """The rows of the KPI's answer by area code. Whichever level is asked for, the answer holds all of them: it is asked once.
    Readings of one KPI that differ only in what is read (G3-P50, G3-P90) share an answer."""
    own = len(filters.area)
    lens = [n for n in _LENGTHS if n >= own] if level else [own]
    name, sql, params = f"kpi {kpi.base}", kpi_sql(kpi), {**filters.params(), "code_lens": lens}
    if kpi.asked:
        ask, held = ASKED[kpi.asked].ask, standing(filters)
        rows = answers.settle(name, sql, {**held.params(), "code_lens": lens}, lambda: pd.concat([ask(answers, held, None if n <= own else n) for n in lens], ignore_index=True))
    else:
        rows = answers.ask_sql(name, sql, params)
    return {row.key: row for row in rows.itertuples(index=False)}


def _reading(kpi: Kpi, row: Any) -> Reading:
    if row is None:
        return Reading(kpi.empty, None, None, 0)
    n = 0 if pd.isna(row.n) else int(row.n)
    if kpi.interval == "km":
        name = f"p{round(100 * kpi.quantile)}"
        value, lo, hi = (_number(getattr(row, f"{name}_{edge}"), _TO_HOURS / kpi.divide) for edge in ("h", "lo", "hi"))
        return Reading(value, lo, hi, n)
    value = _number(row.value)
    if kpi.interval == "wilson" and value is not None and n:
        lo, hi = wilson(value / 100, n)
        return Reading(value, 100 * lo, 100 * hi, n)
    return Reading(value, None, None, n)


def _per_resident(reading: Reading, kpi: Kpi, residents: float | None) -> Reading:
    if reading.value is None or residents is None:
        return replace(reading, value=None)
    return replace(reading, value=reading.value / residents * kpi.per_residents)


def _number(value: object, times: float = 1.0) -> float | None:
    """A finite number, or None: what was divided by zero has no value."""
    return None if value is None or pd.isna(value) or math.isinf(value) else float(value) * times  # type: ignore[arg-type]
