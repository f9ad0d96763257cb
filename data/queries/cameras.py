"""Questions about cameras."""

from __future__ import annotations

import pandas as pd

from data.answers import Answers
from data.model import Filters
from data.queries.paging import page


def cameras_list(
    answers: Answers, filters: Filters, limit: int = 100, cursor: str | None = None
) -> pd.DataFrame:
    """One page of cameras by source and id; `frame.attrs["cursor"]` asks for the next page. The period plays no part.

    source, camera_id, name, owner, lon, lat, area, place, stream_url, snapshot_url, status (online|offline|unknown),
    updated_at. Raises QuestionError.
    """
    return page(answers, "cameras_list", filters, ("source", "camera_id"), limit, cursor)
