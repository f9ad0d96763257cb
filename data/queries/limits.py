"""What waits are read against: the limits in force, and the days on which definitions changed."""

from __future__ import annotations

import pandas as pd

from data.answers import Answers
from data.model import Filters

NAMED = ("area", "category", "channel", "stage")


def sla_limits(answers: Answers, filters: Filters) -> pd.DataFrame:
    """stage (first_action | close), hours, reading (mean | each), sla: the limits in force at the moment, from sla.csv."""
    return answers.ask("sla_limits", filters.params())


def definition_changes(answers: Answers, filters: Filters) -> pd.DataFrame:
    """changed_on (a day in Jakarta), kinds (sla, kategori, kanal, tahap), n: changes of the dated tables within the period."""
    return answers.ask("definition_changes", filters.params())


def group_titles(answers: Answers, by: str) -> pd.DataFrame:
    """key, title_id, title_en of the keys of a grouping; no rows for those whose keys are names already (agency, source)."""
    return answers.ask("group_titles", {"by": by})
