"""The KPIs as numbers: value, interval, target, score, state and sources; and the six indicators that they make."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache

import pandas as pd

from data.answers import Answers, question
from data.errors import Problem, QuestionError
from data.kpis.catalogue import INDICATORS, Kpi
from data.kpis.score import Scored, card_score, composite
from data.kpis.sql import kpi_sql, usable
from data.model import LEVELS, Filters
from data.queries.kpi_measured import NOTHING, Reading, measured, period_before
from data.queries.kpi_pasts import Pasts
from data.queries.kpi_told import NOBODY, Told, told_of

COLUMNS = (
    "id", "indicator", "title_id", "title_en", "value", "lo", "hi", "unit", "target", "target_lo", "target_kind", "target_source",
    "target_source_en", "better", "score", "n", "state", "newest_event_at", "previous", "sources", "is_simulated", "weight", "owner", "formula", "formula_en", "area",
)  # fmt: skip
_LENGTH = {level: length for length, level in LEVELS.items()}


def kpi_readings(
    answers: Answers,
    filters: Filters,
    area: str | None = None,
    level: str | None = None,
    *,
    previous: bool = True,
) -> pd.DataFrame:
    """Every KPI for one area (by default the one asked for), or for every area of a level inside it: one query per KPI.

    id, indicator, title_id, title_en, value, lo, hi (95 %), unit, target (upper edge of a band), target_lo (lower edge),
    target_kind (R from a reference | S suggested), target_source and formula (in English: _en), better (up|down), score (0–1.25), n, newest_event_at,
    previous (the period of equal length before), sources, is_simulated, weight, owner, area, and
    state: tidak dimuat (no feed carries it) | kedaluwarsa (its sources are silent for twice their limit; withdrawn) |
    sedikit (fewer than least_n cases) | basi (silent past the limit) | tanpa target | ok. What has no value is NaN, never 0.
    Raises QuestionError for an area or a level that is not known.
    """
    if level and level not in _LENGTH:
        raise QuestionError(f"There is no level {level!r}.", f"Use one of {', '.join(_LENGTH)}.")
    asked = replace(filters, area=area) if area else filters
    kpis = usable(answers.warehouse).kpis
    params = {**asked.params(), "level": level, "with_previous": previous}
    return answers.derive(
        "kpi_readings", _texts(kpis), params, lambda: readings_of(answers, asked, kpis, level, previous)
    )


@lru_cache(maxsize=8)
def _texts(kpis: tuple[Kpi, ...]) -> str:
    """All the SQL that readings are made from: it says which tables they depend on."""
    return "\n".join(
        [question("areas_list"), question("kpi_sources"), *(kpi_sql(k) for k in kpis if k.is_loaded)]
    )


def readings_of(
    answers: Answers, filters: Filters, kpis: tuple[Kpi, ...], level: str | None, previous: bool
) -> pd.DataFrame:
    """The same columns for some KPIs only; kept KPI by KPI, each by the versions of its own tables."""
    with answers.standing():
        places = _places(answers, filters, level)
        told = told_of(answers, filters, kpis)
        rows = [row for kpi in kpis for row in _asked_rows(answers, filters, kpi, places, told.get(kpi.feed, NOBODY), level, previous)]
    return readings_of_rows(rows)


def readings_of_rows(rows: Sequence[tuple[object, ...]]) -> pd.DataFrame:
    """Rows as `_rows` gives them, as a frame with the types of `kpi_readings`."""
    numbers = dict.fromkeys(("value", "lo", "hi", "target", "target_lo", "score", "previous"), float)
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({**numbers, "newest_event_at": "datetime64[us]"})


def readings_through(answers: Answers, asked: Sequence[tuple[Kpi, Sequence[Filters]]]) -> pd.DataFrame:
    """The columns of `kpi_readings` and end_at (where the period asked for ends, UTC), for each KPI one row for each of its questions, in
    their order. All of them ask about one area and one source: a KPI's periods are one pass over its rows where they can be, and the
    reports of a past that many KPIs ask about are derived once."""
    if not any(each for _kpi, each in asked):
        return readings_of_rows([]).assign(end_at=pd.Series(dtype="datetime64[us]"))
    rows: list[tuple[object, ...]] = []
    ends: list[datetime] = []
    with answers.standing(), Pasts(answers, asked) as pasts:
        ((code, residents),) = _places(answers, next(each[0] for _kpi, each in asked if each), None).items()
        told = {moment: told_of(answers, one, kpis) for moment, (one, kpis) in _by_moment(asked).items()}
        for kpi, each in asked:
            known = [told[f.moment].get(kpi.feed, NOBODY) for f in each]
            heard = [f for f, by in zip(each, known, strict=True) if kpi.is_loaded and by.sources]
            found = dict(zip(heard, pasts.measured(heard, kpi, code, residents), strict=True))
            for filters, by in zip(each, known, strict=True):
                now = {code: found[filters]} if filters in found else {}
                rows += _rows(kpi, [code], by, filters.moment, now, {})
                ends.append(filters.period[1])
    return readings_of_rows(rows).assign(end_at=pd.Series(ends, dtype="datetime64[us]"))


def _by_moment(asked: Sequence[tuple[Kpi, Sequence[Filters]]]) -> dict[datetime, tuple[Filters, tuple[Kpi, ...]]]:
    """The moments at which somebody must know what stands behind a feed: one of the questions, and the KPIs that ask."""
    found: dict[datetime, tuple[Filters, tuple[Kpi, ...]]] = {}
    for kpi, each in asked:
        for filters in each:
            first, kpis = found.get(filters.moment, (filters, ()))
            found[filters.moment] = (first, kpis if kpi in kpis else (*kpis, kpi))
    return found


def kpi_levels(answers: Answers, filters: Filters, *, previous: bool = False) -> pd.DataFrame:
    """Every KPI for every area inside the one asked for, at all four levels: the columns of `kpi_readings`, and level."""
    frames = [kpi_readings(answers, filters, level=level, previous=previous).assign(level=level) for level in _LENGTH if _LENGTH[level] >= len(filters.area)]
    return pd.concat(frames, ignore_index=True)


def indicator_scores(answers: Answers, filters: Filters) -> pd.DataFrame:
    """The six: indicator, title_id, title_en, score (0–1; NaN when not published), scored_n, total_n, coverage_pct, state.

    Readings of one KPI (G3-P50, G3-P90) count as one. Context KPIs (weight 0) are shown but not counted. state: ok |
    cakupan kurang (less than 75 % of the weight is scored, so no score is published) | tidak dimuat (nothing is scored).
    """
    kpis = usable(answers.warehouse).kpis
    return answers.derive("indicator_scores", _texts(kpis), filters.params(), lambda: _composites(answers, filters))


def _composites(answers: Answers, filters: Filters) -> pd.DataFrame:
    readings = kpi_readings(answers, filters, previous=False)
    return pd.DataFrame(
        [
            _indicator(key, titles, readings[(readings["indicator"] == key) & (readings["weight"] > 0)])
            for key, titles in INDICATORS.items()
        ]
    )


def kpi_problems(answers: Answers) -> tuple[Problem, ...]:
    """What is wrong with the catalogue's files, words that the schema does not know included."""
    return usable(answers.warehouse).problems


def _indicator(key: str, titles: tuple[str, str], readings: pd.DataFrame) -> dict[str, object]:
    scores = [
        Scored(None if math.isnan(s) else s, w)
        for s, w in zip(readings["score"], readings["weight"], strict=True)
    ]
    made = composite(scores)
    bases = readings["id"].str.split("-").str[0]
    scored_n = int(readings["score"].notna().groupby(bases).all().sum())
    state = "ok" if made.score is not None else "cakupan kurang" if made.coverage_pct else "tidak dimuat"
    return {
        "indicator": key, "title_id": titles[0], "title_en": titles[1], "score": math.nan if made.score is None else made.score,
        "scored_n": scored_n, "total_n": bases.nunique(), "coverage_pct": made.coverage_pct, "state": state,
    }  # fmt: skip


def _places(answers: Answers, filters: Filters, level: str | None) -> dict[str, float | None]:
    """The areas to tell about, with their residents (None: not known)."""
    listed = answers.ask("areas_list", {"level": level, "parent": None})
    chosen = (
        listed[listed["code"].str.startswith(filters.area)]
        if level
        else listed[listed["code"] == filters.area]
    )
    known = {
        str(c): None if pd.isna(p) or p == 0 else float(p)
        for c, p in zip(chosen["code"], chosen["population"], strict=True)
    }
    return known if level else {filters.area: known.get(filters.area)}


def _asked_rows(
    answers: Answers, filters: Filters, kpi: Kpi, places: dict[str, float | None], told: Told, level: str | None, previous: bool
) -> Iterable[tuple[object, ...]]:
    is_told = kpi.is_loaded and bool(told.sources)
    earlier = period_before(filters, kpi) if is_told and previous else None
    now = measured(answers, filters, kpi, places, level) if is_told else {}
    before = measured(answers, earlier, kpi, places, level) if earlier else {}
    return _rows(kpi, list(places), told, filters.moment, now, before)


def _rows(
    kpi: Kpi, codes: Sequence[str], told: Told, moment: datetime, now: Mapping[str, Reading], before: Mapping[str, Reading]
) -> Iterable[tuple[object, ...]]:
    is_told = kpi.is_loaded and bool(told.sources)
    for code in codes:
        reading = now.get(code, NOTHING)
        is_here = is_told and (kpi.has_areas or code == "31")
        state = _state(kpi, reading, told, moment) if is_here else "tidak dimuat"
        if state in ("kedaluwarsa", "tidak dimuat"):
            reading = replace(reading, value=None, lo=None, hi=None)
        score = card_score(reading.value, kpi.target, kpi.better) if state in ("ok", "basi") else None
        low, high = kpi.target if isinstance(kpi.target, tuple) else (None, kpi.target)
        yield (
            kpi.id, kpi.indicator, kpi.title_id, kpi.title_en, reading.value, reading.lo, reading.hi, kpi.unit, high, low, kpi.target_kind,
            kpi.target_source, kpi.target_source_en, kpi.better, score, reading.n, state, told.newest_event_at, before.get(code, NOTHING).value,
            told.sources, told.is_simulated, kpi.weight, kpi.owner, kpi.formula, kpi.formula_en, code,
        )  # fmt: skip


def _state(kpi: Kpi, reading: Reading, told: Told, moment: datetime) -> str:
    age = moment - told.heard_at if told.heard_at else timedelta.max
    if age > 2 * kpi.expires:
        return "kedaluwarsa"
    is_void = reading.value is None and (reading.n == 0 or kpi.interval != "km")  # of many cases Kaplan-Meier may not have reached the quantile yet
    if reading.n < kpi.least_n or is_void:
        return "sedikit"
    if age > kpi.expires:
        return "basi"
    return "tanpa target" if kpi.target is None else "ok"
