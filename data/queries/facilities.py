"""Questions about facilities."""

from __future__ import annotations

import pandas as pd

from data.answers import Answers
from data.model import Filters


def facilities_list(answers: Answers, filters: Filters, kind: str | None = None) -> pd.DataFrame:
    """Facilities of a kind (key of facility_kind.csv; None: all that are places), by kind and name. The period plays no part.

    source, facility_id, kind, group_id (kesehatan|darurat|air|angkutan|umum), kind_id, kind_en, kind_raw, name, address,
    status, note (the source's own words), lon, lat, is_approximate (the point is that of its area, not its own), area,
    area_name, place (inside|outside|none). Several directories may list one place: nothing is merged.
    """
    return answers.ask("facilities_list", {**filters.params(), "kind": kind})
