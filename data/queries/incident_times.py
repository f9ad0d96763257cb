"""How incidents seen by cameras are dealt with: the clocks of their stages, false alarms, who waits, and when they happen."""

from __future__ import annotations

import pandas as pd

from data.answers import Answers
from data.errors import QuestionError
from data.model import LEVELS, Filters, level_of
from data.queries.response import BUCKETS
from data.queries.survival import ask_survival

STAGES = ("verify", "acknowledge", "dispatch", "on_scene", "clear")
CLOCKS = ("detected", "step")
BY = ("type", "priority", "area", "owner")
JUDGED_BY = ("owner", "type", "area")
LEAST_N = 20
_BELOW = {"provinsi": 5, "kota": 8, "kecamatan": 13, "kelurahan": 13}
_COUNTED = "parts/case_counts"


def incident_stages(answers: Answers, filters: Filters, clock: str = "detected") -> pd.DataFrame:
    """One row per stage of the incidents detected in the period, by Kaplan-Meier. Raises QuestionError.

    `clock` is detected: from the detection; or step: from the stage before, of those that reached it.
    key               verify | acknowledge | dispatch | on_scene | clear
    n, reached_n, open    incidents; those that reached the stage; those that still wait for it at the moment
    p50_h … p90_hi    hours with their 95 % band; NaN when not reached within longest_h
    mean_closed_h     mean of those that reached it
    competing_pct     share that ended otherwise: false alarms, or cleared without the stage; censored at that moment
    sla_n, sla_met, sla_matured_pct, sla_lo, sla_hi    of those whose limit (response_limit) has passed, the share in time with
                      Wilson's interval; those that still wait are misses
    """
    return ask_survival(answers, "clock_times", ("parts/incident_stages", _COUNTED), {**filters.params(), "clock": _known(clock, CLOCKS)})


def incident_times(answers: Answers, filters: Filters, by: str = "type", stage: str = "acknowledge", clock: str = "detected", level: str | None = None) -> pd.DataFrame:
    """One stage by type, priority, area (of `level`, by default one below), owner of the camera, or "all": the columns of
    `incident_stages`, by key ('tidak_diketahui' where there is none). Raises QuestionError."""
    lengths = {name: length for length, name in LEVELS.items()}
    given = {"by": _known(by, (*BY, "all")), "stage": _known(stage, STAGES), "clock": _known(clock, CLOCKS), "code_len": lengths[level] if level else _BELOW[level_of(filters.area)]}
    return ask_survival(answers, "clock_times", ("parts/incident_asked", "parts/incident_groups", _COUNTED), {**filters.params(), **given})


def incident_trend(answers: Answers, filters: Filters, stage: str = "acknowledge", bucket: str = "week") -> pd.DataFrame:
    """By day, week or month of the detection: bucket_on, n, open, p50_h … p90_hi, mean_closed_h, sla_matured_pct, sla_n, competing_pct."""
    given = {"stage": _known(stage, STAGES), "clock": "detected", "bucket": _known(bucket, BUCKETS)}
    return ask_survival(answers, "response_trend", ("parts/incident_asked", "parts/cases_by_time", _COUNTED), {**filters.params(), **given})


def false_alarms(answers: Answers, filters: Filters, by: str = "owner") -> pd.DataFrame:
    """Of the incidents that somebody judged: key (owner | event type | area below), n, false_n, cameras_n, false_pct with
    Wilson's lo_pct, hi_pct; all_pct, all_lo_pct, all_hi_pct of all together; verdict: sedikit (n < LEAST_N) | di atas | di
    bawah | tidak berbeda (the intervals meet). Most false first. Raises QuestionError."""
    given = {"by": _known(by, JUDGED_BY), "code_len": _BELOW[level_of(filters.area)], "least_n": LEAST_N}
    return answers.ask("false_alarms", {**filters.params(), **given})


def incidents_waiting(answers: Answers, filters: Filters, rows: int = 200) -> pd.DataFrame:
    """Incidents that nobody has acknowledged at the moment, however old: source, incident_id, title_id, title_en, priority,
    detected_at, age_min, is_late (past the limit), camera_name, owner, area, area_name, all_n, late_n (of all of them)."""
    return answers.ask("incidents_waiting", {**filters.params(), "rows": rows})


def incident_hours(answers: Answers, filters: Filters) -> pd.DataFrame:
    """weekday (1 Monday … 7), hour (0 … 23, Jakarta), n (true or not judged yet), false_n; hours without incidents are left out."""
    return answers.ask("incident_hours", filters.params())


def response_limits(answers: Answers, filters: Filters, subject: str) -> pd.DataFrame:
    """stage, priority (None: any), minutes, kind (R: of a reference, S: a proposal), reference: limits of incident | fire."""
    return answers.ask("response_limits", {**filters.params(), "subject": subject})


def _known(word: str, words: tuple[str, ...]) -> str:
    if word not in words:
        raise QuestionError(f"Incidents have no {word!r}.", f"Use one of {', '.join(words)}.")
    return word
