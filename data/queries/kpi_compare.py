"""All KPIs of two areas, or of two periods, side by side."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pandas as pd

from data.answers import Answers
from data.kpis.catalogue import Kpi
from data.kpis.sql import usable
from data.model import Filters
from data.queries.kpi_history import at_end
from data.queries.kpis import kpi_readings, readings_of

SHOWN = ("value", "lo", "hi", "n", "state", "score")


def compare_areas(answers: Answers, filters: Filters, other: str) -> pd.DataFrame:
    """Every KPI for the area asked for and for another one.

    id, indicator, title_id, title_en, unit, better, target, target_lo, target_kind, for each side (a, b) value, lo, hi, n, state, score, and
    difference (a - b), verdict: better | worse (a against b: the 95 % intervals do not touch) | same (they do) | unknown (a side has no
    value, too few cases, or no interval). Raises QuestionError for an area that cannot be understood.
    """
    sides = (kpi_readings(answers, asked, previous=False) for asked in (filters, replace(filters, area=other)))
    return _beside(*sides)


def compare_periods(answers: Answers, filters: Filters, end: datetime) -> pd.DataFrame:
    """The same for the period asked for and the one of equal length that ends at `end` (UTC); a state that keeps no past has no second side."""
    then = [_then(answers, filters, kpi, end) for kpi in usable(answers.warehouse).kpis]
    return _beside(kpi_readings(answers, filters, previous=False), pd.concat([f for f in then if f is not None], ignore_index=True))


def _then(answers: Answers, filters: Filters, kpi: Kpi, end: datetime) -> pd.DataFrame | None:
    since, until = filters.period
    asked = at_end(filters, kpi, end, until - since) if kpi.is_loaded else None
    return None if asked is None else readings_of(answers, asked, (kpi,), None, False)


def _beside(one: pd.DataFrame, two: pd.DataFrame) -> pd.DataFrame:
    kept = ["id", "indicator", "title_id", "title_en", "unit", "better", "target", "target_lo", "target_kind"]
    both = one[[*kept, *SHOWN]].merge(two[["id", *SHOWN]], on="id", how="left", suffixes=("_a", "_b"))
    is_judged = both[["lo_a", "hi_a", "lo_b", "hi_b"]].notna().all(axis=1) & ~both[["state_a", "state_b"]].isin(["sedikit", "kedaluwarsa", "tidak dimuat"]).any(axis=1)
    above, below = is_judged & (both["lo_a"] > both["hi_b"]), is_judged & (both["hi_a"] < both["lo_b"])
    is_up = both["better"] == "up"
    verdict = pd.Series("unknown", index=both.index).mask(is_judged, "same").mask((above & is_up) | (below & ~is_up), "better").mask((below & is_up) | (above & ~is_up), "worse")
    return both.assign(difference=both["value_a"] - both["value_b"], verdict=verdict)
