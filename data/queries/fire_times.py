"""How fast the fire service is there: the clocks of a call, the share within the limit, when, where, and what was lost."""

from __future__ import annotations

import pandas as pd

from data.answers import Answers
from data.errors import QuestionError
from data.model import LEVELS, Filters, level_of
from data.queries.response import BUCKETS
from data.queries.survival import ask_survival

STAGES = ("depart", "travel", "arrive", "work")
KINDS = ("fire", "rescue", "all")
BY = ("area", "object", "cause", "hour", "units", "source")
_BELOW = {"provinsi": 5, "kota": 8, "kecamatan": 13, "kelurahan": 13}
_COUNTED = "parts/case_counts"


def fire_stages(answers: Answers, filters: Filters, kind: str = "fire") -> pd.DataFrame:
    """One row per clock of the calls of the period, by Kaplan-Meier: key depart (call to departure) | travel (departure to
    arrival) | arrive (call to arrival) | work (arrival to the end); else the columns of `incident_stages`. sla_*: the share of
    the calls that were reached within the limit, of those whose minutes are over: a call that nobody reached is a miss.
    Raises QuestionError."""
    return ask_survival(answers, "clock_times", ("parts/fire_stages", _COUNTED), {**filters.params(), "kind": _kind(kind)})


def fire_times(answers: Answers, filters: Filters, by: str = "area", kind: str = "fire", level: str | None = None, stage: str = "arrive") -> pd.DataFrame:
    """One clock by area (of `level`, by default one below), object, cause, hour ('00' … '23'), units sent ('1' … '5+'), source
    or "all": the columns of `fire_stages`, by key. Raises QuestionError."""
    lengths = {name: length for length, name in LEVELS.items()}
    given = {"by": _known(by, (*BY, "all")), "kind": _kind(kind), "stage": _known(stage, STAGES), "code_len": lengths[level] if level else _BELOW[level_of(filters.area)]}
    return ask_survival(answers, "clock_times", ("parts/fire_asked", "parts/fire_groups", _COUNTED), {**filters.params(), **given})


def fire_trend(answers: Answers, filters: Filters, bucket: str = "month", kind: str = "fire") -> pd.DataFrame:
    """Call to arrival by day, week or month of the call: the columns of `incident_trend`."""
    given = {"stage": "arrive", "bucket": _known(bucket, BUCKETS), "kind": _kind(kind)}
    return ask_survival(answers, "response_trend", ("parts/fire_asked", "parts/cases_by_time", _COUNTED), {**filters.params(), **given})


def fire_curve(answers: Answers, filters: Filters, kind: str = "fire", stage: str = "arrive") -> pd.DataFrame:
    """The curve of one clock: t_h, s, lo, hi, at_risk, as in `survival_curve`."""
    given = {"stage": _known(stage, STAGES), "kind": _kind(kind), "by": "all", "code_len": 2}
    return ask_survival(answers, "survival_curve", ("parts/fire_asked", "parts/fire_groups"), {**filters.params(), **given}, quantiles=False)


def fire_hours(answers: Answers, filters: Filters, kind: str = "fire") -> pd.DataFrame:
    """weekday (1 Monday … 7), hour (0 … 23, Jakarta), n calls; hours without calls are left out."""
    return answers.ask("fire_hours", {**filters.params(), "kind": _kind(kind)})


def fire_losses(answers: Answers, filters: Filters) -> pd.DataFrame:
    """Fires of the period by cause: cause ('tidak_diketahui'), n, injured, dead (persons), loss_rp (rupiah as stated, NaN: none
    stated), told_n (fires with a stated loss). Most first."""
    return answers.ask("fire_losses", filters.params())


def fire_outcomes(answers: Answers, filters: Filters) -> pd.DataFrame:
    """One row: fire_n, rescue_n, cancelled_n calls of the period."""
    return answers.ask("fire_outcomes", filters.params())


def _kind(kind: str) -> str | None:
    return None if _known(kind, KINDS) == "all" else kind


def _known(word: str, words: tuple[str, ...]) -> str:
    if word not in words:
        raise QuestionError(f"Fire calls have no {word!r}.", f"Use one of {', '.join(words)}.")
    return word
