"""Questions about calls to the fire service."""

from __future__ import annotations

import pandas as pd

from data.answers import Answers
from data.model import Filters
from data.queries.paging import page


def fires_list(
    answers: Answers, filters: Filters, limit: int = 100, cursor: str | None = None
) -> pd.DataFrame:
    """One page of the calls of the period, newest first; `frame.attrs["cursor"]` asks for the next page.

    source, call_id, called_at, departed_at, arrived_at, cleared_at, waited_min (minutes from call to arrival; NaN while
    nobody arrived), object, cause, address, units, crew, injured, dead, loss_rp, outcome (fire|rescue|cancelled),
    kelurahan, kecamatan, kota, lon, lat, area, place, updated_at. Raises QuestionError.
    """
    return page(answers, "fires_list", filters, ("called_at", "source", "call_id"), limit, cursor)
