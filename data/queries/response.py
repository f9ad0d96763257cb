"""How long citizens wait: Kaplan-Meier with open cases censored at the moment, never the mean of closed cases alone."""

from __future__ import annotations

import pandas as pd

from data.answers import Answers
from data.errors import QuestionError
from data.model import LEVELS, Filters, level_of
from data.queries.survival import ask_survival

BY = ("area", "category", "agency", "channel", "source")
STAGES = ("first_action", "close")
BUCKETS = ("day", "week", "month")
_BELOW = {"provinsi": 5, "kota": 8, "kecamatan": 13, "kelurahan": 13}
CLOCKS = {"wall_s": ("parts/asked_cases", "parts/asked_wall"), "work_s": ("parts/asked_cases", "parts/asked_spans", "parts/work_days", "parts/asked_work")}


def response_times(
    answers: Answers, filters: Filters, by: str = "category", stage: str = "close", level: str | None = None, clock: str = "wall_s"
) -> pd.DataFrame:
    """One row per group of the reports opened in the period. Raises QuestionError.

    `clock` is wall_s: every hour counts; or work_s: hours of p50 … mean_closed_h are those within work_hour.csv on days that are not in
    holiday.csv. Deadlines (sla_*) are of the calendar on either.

    key               area code (of `level`, by default one below the area asked for), or the word grouped by;
                      'tidak_diketahui' where a report has none
    n, open           cases; those still open at the moment
    longest_h         how long the case watched longest was watched: what "not reached" is longer than
    p50_h, p90_h      Kaplan-Meier: hours within which half, nine in ten are done; NaN when not reached
    p50_lo … p90_hi   95 % band of these (hours at which the edges of the log-log Greenwood band cross); NaN: not reached
    mean_closed_h     mean of the done cases, as officials publish it: it hides the open ones
    sla_matured_pct   of the cases whose deadline passed by the moment, the share done in time, in %; open ones are misses
    sla_n             cases whose deadline passed
    competing_pct     share closed as duplicate, not ours or cancelled: censored at their closing, not counted as resolved
    """
    if by not in BY:
        raise QuestionError(f"Response times cannot be grouped by {by!r}.", f"Use one of {', '.join(BY)}.")
    lengths = {name: length for length, name in LEVELS.items()}
    length = lengths[level] if level else _BELOW[level_of(filters.area)]
    params = {**filters.params(), "by": by, "stage": _stage(stage), "code_len": length}
    return ask_survival(answers, "response_times", (*_grouped(clock), "parts/case_counts"), params)


def response_overall(answers: Answers, filters: Filters, stage: str = "close", clock: str = "wall_s") -> pd.DataFrame:
    """The columns of `response_times` for all reports together: one row with the key 'semua', none without reports."""
    params = {**filters.params(), "by": "all", "stage": _stage(stage), "code_len": 2}
    return ask_survival(answers, "response_times", (*_grouped(clock), "parts/case_counts"), params)


def response_trend(
    answers: Answers, filters: Filters, stage: str = "close", bucket: str = "week"
) -> pd.DataFrame:
    """By day, week (from Monday) or month of opening in Jakarta: bucket_on, n, open, p50_h, p50_lo, p50_hi, p90_h, p90_lo,
    p90_hi, mean_closed_h, sla_matured_pct, sla_n, competing_pct; as in `response_times`. Raises QuestionError."""
    if bucket not in BUCKETS:
        raise QuestionError(f"The trend cannot be told by {bucket!r}.", f"Use one of {', '.join(BUCKETS)}.")
    params = {**filters.params(), "stage": _stage(stage), "bucket": bucket}
    return ask_survival(
        answers, "response_trend", (*CLOCKS["wall_s"], "parts/cases_by_time", "parts/case_counts"), params
    )


def survival_curve(answers: Answers, filters: Filters, stage: str = "close", clock: str = "wall_s") -> pd.DataFrame:
    """The curve: t_h (hours), s (share still waiting), lo, hi (95 % band), at_risk; at most about 400 points, each exact. Clocks as in
    `response_times`."""
    params = {**filters.params(), "by": "all", "stage": _stage(stage), "code_len": 2}
    return ask_survival(answers, "survival_curve", _grouped(clock), params, quantiles=False)


def chance_done(
    answers: Answers, filters: Filters, age_h: float, by_h: float, stage: str = "close"
) -> float | None:
    """P(done by by_h | still open at age_h) = 1 - S(by_h)/S(age_h), from 0 to 1; None without reports, or when none lasted that long.

    Raises QuestionError when by_h lies before age_h.
    """
    if not 0 <= age_h <= by_h:
        raise QuestionError("The promise must lie after the age.", "Give 0 <= age_h <= by_h.")
    params = {
        **filters.params(),
        "by": "all",
        "stage": _stage(stage),
        "code_len": 2,
        "seconds": [round(age_h * 3600), round(by_h * 3600)],
    }
    found = ask_survival(answers, "survival_at", _grouped("wall_s"), params, quantiles=False)
    before, after = float(found["s"].iloc[0]), float(found["s"].iloc[-1])
    return None if before <= 0 or report_n(answers, filters) == 0 else 1 - after / before


def report_n(answers: Answers, filters: Filters) -> int:
    """How many reports the filters leave."""
    return int(answers.ask("report_counts", filters.params())["n"].iloc[0])


def _grouped(clock: str) -> tuple[str, ...]:
    if clock not in CLOCKS:
        raise QuestionError(f"There is no clock {clock!r}.", f"Use one of {', '.join(CLOCKS)}.")
    return (*CLOCKS[clock], "parts/cases_by_group")


def _stage(stage: str) -> str:
    if stage not in STAGES:
        raise QuestionError(f"There is no clock for the stage {stage!r}.", f"Use one of {', '.join(STAGES)}.")
    return stage
