"""What the open-data doors ask beyond the subjects: which sources and categories there are, and single reports by name."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from data.answers import Answers


def sources_known(answers: Answers) -> pd.DataFrame:
    """source, feed, title, city, is_home, is_simulated: one row per source and feed."""
    return answers.ask("sources_known")


def categories_known(answers: Answers) -> pd.DataFrame:
    """category, title_id, title_en, agency, group_id, is_sensitive, valid_from, valid_to: one row per category, old ones too."""
    return answers.ask("categories_known")


def reports_by_id(answers: Answers, ids: Sequence[str]) -> pd.DataFrame:
    """The reports named `source:report_id`, newest first; a name that is not known gives no row.

    source, report_id, created_at, updated_at, category, agency, channel, description, lon, lat, area,
    sla_due_at, is_private, stage, status, outcome, first_action_at, last_closed_at (moments naive UTC).
    """
    return answers.ask("report_by_id", {"ids": sorted(set(ids))})
