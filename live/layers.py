"""What moves on the map: vehicles, the incidents that are still open, and officers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial

import pandas as pd

from data.answers import Answers
from data.model import Filters
from data.queries import feeds, incidents, officers, transit
from live.channel import Layer
from live.points import rows_of

OPEN_FOR = timedelta(hours=24)  # an incident that nobody cleared leaves the map after a day, not the log
MOST_INCIDENTS = 2000


def _vehicles(answers: Answers, now: datetime) -> pd.DataFrame:
    return transit.vehicles_now(answers, Filters(now=now))


def _open_incidents(answers: Answers, now: datetime) -> pd.DataFrame:
    minute = now.replace(second=0, microsecond=0) + timedelta(minutes=1)
    found = incidents.incidents_list(
        answers, Filters(now=minute, since=minute - OPEN_FOR, until=minute), limit=MOST_INCIDENTS
    )
    return found[found["cleared_at"].isna() & ~found["is_false_alarm"].astype(bool)]


def _officers(answers: Answers, now: datetime) -> pd.DataFrame:
    return officers.officers_now(answers, Filters(now=now))


def newest_events(answers: Answers, now: datetime) -> Mapping[str, datetime]:
    """The newest event of each source that ever loaded, UTC."""
    health = feeds.feed_health(answers, now).dropna(subset=["source", "newest_event_at"])
    newest = health.groupby("source")["newest_event_at"].max()
    return {str(source): moment for source, moment in newest.items()}


VEHICLES = Layer(
    "vehicles", frozenset({"vehicle_position", "transit_route"}), _vehicles,
    partial(
        rows_of, key=("source", "vehicle_id"), seen="seen_at",
        meta=("source", "label", "route_id", "route_short_name", "route_color", "service_class", "trip_id"),
    ),
)  # fmt: skip
INCIDENTS = Layer(
    "incidents", frozenset({"incident", "camera"}), _open_incidents,
    partial(
        rows_of, key=("source", "incident_id"), seen="detected_at",
        meta=("source", "event_type", "title_id", "title_en", "priority", "acknowledged_at", "camera_id", "camera_name", "area_name"),
    ),
)  # fmt: skip
OFFICERS = Layer(
    "officers", frozenset({"officer_position", "officer_task"}), _officers,
    partial(
        rows_of, key=("source", "officer"), seen="seen_at", meta=("source", "agency", "task", "ref_kind", "ref_id", "task_stage", "assigned_at", "area_name"),
    ),
)  # fmt: skip
LAYERS = (VEHICLES, INCIDENTS, OFFICERS)
