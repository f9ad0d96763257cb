"""Questions about warnings (CAP 1.2)."""

from __future__ import annotations

import pandas as pd

from data.answers import Answers
from data.model import Filters
from data.queries.ticks import tick


def warnings_active(answers: Answers, filters: Filters, exercises: bool = False) -> pd.DataFrame:
    """Warnings in force at as_of that touch the area, the worst first: status Actual, scope Public, not expired, not replaced.

    source, sender, identifier, sent_at, msg_type (Alert|Update), event, category, urgency, severity (Extreme … Unknown),
    severity_rank (4 … 0), severity_id, severity_en, certainty, effective_at, onset_at, expires_at, is_begun, is_exercise,
    banner ('LATIHAN' on an exercise, else None; exercises come last and only when asked for), headline, description,
    instruction, area_desc, attribution (print it: 'BMKG'), web, lon, lat, geometry (GeoJSON text, lon lat; None when the
    message draws no area).
    """
    return answers.ask("warnings_active", {**filters.params(), "moment": tick(filters), "exercises": exercises})
