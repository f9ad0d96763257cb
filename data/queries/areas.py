"""Questions about areas, and measures by area for the map."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.answers import Answers, question
from data.errors import QuestionError
from data.model import LEVELS, Filters
from data.queries.integrity import reporting_silence
from data.queries.response import response_times

MEASURES = ("reports_per_10k", "overdue_open", "close_p90_h", "on_time_pct", "incidents", "second_per_100")
LEAST_N = 20  # below this a share or a quantile says "sedikit"
_TOLERANCE = {
    "provinsi": 0.002,
    "kota": 0.001,
    "kecamatan": 0.0006,
    "kelurahan": 0.0003,
}  # degrees; 0.001 is 111 m
CODE_LENGTH = {level: length for length, level in LEVELS.items()}


def areas_list(answers: Answers, level: str | None = None, parent: str | None = None) -> pd.DataFrame:
    """Areas by code: code, name, level (provinsi|kota|kecamatan|kelurahan), parent, population, population_year, area_km2,
    lon, lat (a point inside), is_schematic."""
    return answers.ask("areas_list", {"level": level, "parent": parent})


def area_shapes(answers: Answers, level: str) -> pd.DataFrame:
    """The columns of `areas_list`, and geometry: the outline as GeoJSON text, WGS84, simplified for the level."""
    return answers.ask("area_shapes", {"level": _known(level), "tolerance": _TOLERANCE[level]})


def area_measure(answers: Answers, filters: Filters, measure: str, level: str) -> pd.DataFrame:
    """One measure for every area of a level inside the area asked for: code, name, value, n, state. Raises QuestionError.

    reports_per_10k   reports opened in the period per 10,000 residents; n reports
    overdue_open      open reports past their deadline; n open reports
    close_p90_h       Kaplan-Meier P90 of hours to the end (NaN: not reached); n reports
    on_time_pct       of the reports that fell due, the share closed in time, in %; n due reports
    incidents         true incidents detected in the period; n the same
    second_per_100    second reports beyond chance for 100 first ones, in the year before the moment; n first reports
    state             ok | sedikit (a share or quantile of fewer than 20) | kosong (nothing to measure; the value is NaN)
    """
    if measure not in MEASURES:
        raise QuestionError(f"There is no measure {measure!r}.", f"Use one of {', '.join(MEASURES)}.")
    params = {**filters.params(), "level": _known(level), "code_len": CODE_LENGTH[level]}
    sql = "".join(question(name) for name in _ASKED.get(measure, ("area_reports",)))
    return answers.derive(
        "area_measure", sql, {**params, "measure": measure}, lambda: _measured(answers, filters, measure, level, params)
    )


_ASKED = {"incidents": ("area_incidents",), "second_per_100": ("reporting_silence",), "close_p90_h": ("area_reports", "response_times")}  # what a measure reads


def _measured(
    answers: Answers, filters: Filters, measure: str, level: str, params: dict[str, object]
) -> pd.DataFrame:
    if measure == "second_per_100":
        found = reporting_silence(answers, filters, level).rename(columns={"per_100": "value"}).sort_values("code", ignore_index=True)
        few = found["verdict"].where(found["verdict"].isin(["sedikit", "kosong"]), "ok")
        return found.assign(state=few, value=found["value"].astype(float))[["code", "name", "value", "n", "state"]]
    if measure == "incidents":
        found = answers.ask("area_incidents", params)
        found["value"] = found["n"].astype(float)
        return _stated(found, kosong=pd.Series(found["n"].sum() == 0, found.index))
    found = answers.ask("area_reports", params)
    if measure == "reports_per_10k":
        found["value"] = found["n"] / found["population"].astype(float).replace(0, np.nan) * 1e4
        return _stated(found, kosong=found["value"].isna() | (found["n"].sum() == 0))
    if measure == "overdue_open":
        kosong = found["n"] == 0
        return _stated(found.assign(value=found["overdue_n"].astype(float), n=found["open_n"]), kosong=kosong)
    if measure == "on_time_pct":
        share = found["on_time_n"] / found["due_n"].astype(float).replace(0, np.nan) * 100
        return _stated(found.assign(value=share, n=found["due_n"]), least=LEAST_N)
    times = response_times(answers, filters, "area", "close", level=level).set_index("key")["p90_h"]
    return _stated(found.assign(value=found["code"].map(times).astype(float)), least=LEAST_N)


def _stated(found: pd.DataFrame, least: int = 0, kosong: pd.Series | None = None) -> pd.DataFrame:
    empty = found["n"] == 0 if kosong is None else kosong
    state = np.select([empty, found["n"] < least], ["kosong", "sedikit"], "ok")
    return found.assign(state=state, value=found["value"].where(~empty))[
        ["code", "name", "value", "n", "state"]
    ]


def _known(level: str) -> str:
    if level not in CODE_LENGTH:
        raise QuestionError(f"There is no level {level!r}.", f"Use one of {', '.join(CODE_LENGTH)}.")
    return level
