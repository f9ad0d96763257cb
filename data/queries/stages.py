"""The clocks of the stages, from the log of events: per report and per cycle, in wall hours and in working hours."""

from __future__ import annotations

import pandas as pd

from data.answers import Answers
from data.errors import QuestionError
from data.model import Filters
from data.queries.survival import ask_survival

STAGES = ("koordinasi", "disposisi", "proses", "menunggu_validasi", "first_close", "last_close")
CLOCKS = {"wall_s": ("parts/stage_cases_wall",), "work_s": ("parts/work_days", "parts/stage_cases_work")}


def stage_clocks(answers: Answers, filters: Filters, clock: str = "wall_s") -> pd.DataFrame:
    """One row per stage and cycle of the reports opened in the period. Kaplan-Meier as in `response_times`.

    `clock` is wall_s: every hour counts; or work_s: hours within work_hour.csv on days that are not in holiday.csv.
    Raises QuestionError for another.

    stage        koordinasi (by an officer), disposisi, proses, menunggu_validasi: from the beginning of the cycle to its
                 first event; first_close, last_close: from the opening
    cycle        0: up to the first refusal or the closing; 1: all later cycles, each from its refusal (tl_ditolak) on
    n, reached_n     spans; those that came to their end. The others are censored: where the cycle ended without the stage,
                 or at the moment where the report is open
    longest_h    hours of the longest span: a percentile that is not reached (NaN) is longer than this
    p50_h, p50_lo, p50_hi, p90_h, p90_lo, p90_hi   hours with their 95 % band
    """
    if clock not in CLOCKS:
        raise QuestionError(f"There is no clock {clock!r}.", f"Use one of {', '.join(CLOCKS)}.")
    return ask_survival(answers, "stage_clocks", ("parts/stage_spans", *CLOCKS[clock]), filters.params())
