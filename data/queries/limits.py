"""What waits are read against: the limits in force, the days on which definitions changed, how long cases were watched."""

from __future__ import annotations

import pandas as pd

from data.answers import Answers
from data.errors import QuestionError
from data.model import LEVELS, Filters, level_of
from data.queries.response import BY, STAGES
from data.queries.survival import ask_survival

NAMED = ("area", "category", "channel", "stage")
_BELOW = {"provinsi": 5, "kota": 8, "kecamatan": 13, "kelurahan": 13}


def sla_limits(answers: Answers, filters: Filters) -> pd.DataFrame:
    """stage (first_action | close), hours, reading (mean | each), sla: the limits in force at the moment, from sla.csv."""
    return answers.ask("sla_limits", filters.params())


def definition_changes(answers: Answers, filters: Filters) -> pd.DataFrame:
    """changed_on (a day in Jakarta), kinds (sla, kategori, kanal, tahap), n: changes of the dated tables within the period."""
    return answers.ask("definition_changes", filters.params())


def longest_watched(answers: Answers, filters: Filters, by: str = "all", stage: str = "close", level: str | None = None) -> pd.DataFrame:
    """key, longest_h: hours for which the longest case of a group was watched; a percentile not reached is longer than this.

    The keys are those of `response_times`; `by` "all" gives the one key 'semua'. Raises QuestionError.
    """
    if by not in (*BY, "all") or stage not in STAGES:
        raise QuestionError(f"Cases cannot be watched by {by!r} and {stage!r}.", f"Use one of {', '.join(BY)} and of {', '.join(STAGES)}.")
    lengths = {name: length for length, name in LEVELS.items()}
    params = {**filters.params(), "by": by, "stage": stage, "code_len": lengths[level] if level else _BELOW[level_of(filters.area)]}
    return ask_survival(answers, "longest_watched", ("parts/asked_cases", "parts/cases_by_group"), params, quantiles=False)


def group_titles(answers: Answers, by: str) -> pd.DataFrame:
    """key, title_id, title_en of the keys of a grouping; no rows for those whose keys are names already (agency, source)."""
    return answers.ask("group_titles", {"by": by})
