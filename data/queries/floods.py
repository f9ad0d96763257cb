"""Questions about floods as citizens report them and as RW are marked."""

from __future__ import annotations

import pandas as pd

from data.answers import Answers
from data.errors import QuestionError
from data.model import Filters
from data.queries.ticks import tick


def floods_now(answers: Answers, filters: Filters, hours: int = 24) -> pd.DataFrame:
    """Flood reports and flooded RW of the `hours` before as_of: RW first, the most severe first, then reports, newest first.

    kind (rw | laporan), source, id, seen_at (changed or reported), depth_cm (reports; NaN when not stated), state (RW:
    1 unknown … 4 severe), description, channel, lon, lat, area, geometry (RW: GeoJSON text), state_id, state_en, area_name.
    Raises QuestionError.
    """
    if not 1 <= hours <= 24 * 366:
        raise QuestionError(f"Floods of {hours} hours cannot be asked for.", "Ask for 1 hour to a year.")
    return answers.ask("floods_now", {**filters.params(), "moment": tick(filters), "hours": hours})
