"""Questions about incidents seen by cameras."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pandas as pd

from data.answers import Answers
from data.model import PROVINCE, Filters
from data.queries.paging import page

KEY = ("detected_at", "source", "incident_id")


def incidents_list(
    answers: Answers, filters: Filters, limit: int = 100, cursor: str | None = None
) -> pd.DataFrame:
    """One page of the incidents detected in the period, newest first; `frame.attrs["cursor"]` asks for the next page.

    incident_id, source, event_type, title_id, title_en, priority (tinggi|sedang|rendah), detected_at, acknowledged_at,
    cleared_at, is_false_alarm, camera_id, camera_name, area, area_name, lon, lat, confidence, received_at, verified_at,
    dispatched_at, on_scene_at. With as_of, clocks that had not been set by then are empty. Raises QuestionError.
    """
    return page(answers, "incidents_list", filters, KEY, limit, cursor)


def incidents_newest(answers: Answers, filters: Filters, limit: int = 10) -> pd.DataFrame:
    """The newest incidents of the period: the columns of `incidents_list`."""
    return incidents_list(answers, filters, limit)


def incident_by_id(answers: Answers, filters: Filters, source: str, incident_id: str) -> pd.DataFrame:
    """One incident or no row, whatever its age: the columns of `incidents_list`, and updated_at. As known at as_of."""
    return answers.ask("incident_by_id", {"as_of": filters.params()["as_of"], "source": source, "id": incident_id})


def incidents_open(answers: Answers, filters: Filters, hours: int = 24) -> pd.DataFrame:
    """Incidents of the whole city detected in the `hours` before as_of (or now), neither cleared nor false: the columns of
    `incidents_list`."""
    moment = filters.as_of or filters.now
    wide = replace(filters, area=PROVINCE, since=moment - timedelta(hours=hours), until=moment)
    found = incidents_list(answers, wide, limit=2000)
    return found[found["cleared_at"].isna() & ~found["is_false_alarm"].astype(bool)]
