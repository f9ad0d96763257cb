"""Questions about public transport: where vehicles are, where routes run, what stops where."""

from __future__ import annotations

from datetime import timedelta

import pandas as pd

from data.answers import Answers
from data.model import Filters

STALE_AFTER = timedelta(seconds=120)  # KPI M6 counts a vehicle as reporting when its fix is at most so old


def vehicles_now(answers: Answers, filters: Filters) -> pd.DataFrame:
    """The newest fix of every vehicle heard within two hours of its source's newest fix; with as_of, as it was known then.

    source, vehicle_id, label, route_id, route_short_name, route_color (RRGGBB), service_class (brt|non_brt|rail), lon, lat,
    bearing (degrees), speed_ms, seen_at (UTC), trip_id, is_stale (older than 120 s), trip_headsign, direction_id, stop_id,
    stop_status, occupancy, remarks (rules that mark a fix, such as E029). An area other than the province cuts by the point.
    """
    found = answers.ask("vehicles_now", filters.params())
    found.insert(13, "is_stale", found["seen_at"] < filters.moment - STALE_AFTER)
    return found


def route_lines(answers: Answers) -> pd.DataFrame:
    """Where the routes of this city run, drawn to 5 m: one row per route, one line per direction.

    source, route_id, geometry (GeoJSON text), color (RRGGBB), service_class, route_short_name, route_long_name.
    """
    return answers.ask("route_lines")


def stops_list(answers: Answers, filters: Filters) -> pd.DataFrame:
    """Stops of the schedules in the area.

    source, stop_id, stop_code, stop_name, lon, lat, area, area_name, location_type (0 stop, 1 station, 2 entrance),
    parent_station, wheelchair_boarding, routes (how many call there; 0 for an unused stop).
    """
    return answers.ask("stops_list", filters.params())


def routes_list(answers: Answers, filters: Filters) -> pd.DataFrame:
    """Routes of the schedules.

    source, route_id, route_short_name, route_long_name, route_desc, route_type, route_color, route_text_color, service_class,
    trips, stops (of the longest trip), first_s, last_s (seconds of the service day, may pass 86,400), headway_min_s,
    headway_max_s (null for a timetable without frequencies).
    """
    return answers.ask("routes_list", filters.params())


def trip_updates_at_stop(answers: Answers, filters: Filters, stop_id: str) -> pd.DataFrame:
    """What comes to a stop, by the newest snapshot: from one minute ago on, soonest first.

    source, trip_id, route_id, route_short_name, trip_headsign, vehicle_id, stop_id, stop_sequence, arrival_at, arrival_delay_s,
    departure_at, departure_delay_s, relationship (SCHEDULED|ADDED|SKIPPED|CANCELED|…), updated_at. Moments are UTC.
    """
    from_at = filters.moment.replace(second=0, microsecond=0) - timedelta(minutes=1)
    return answers.ask("trip_updates_at_stop", {**filters.params(), "stop_id": stop_id, "from_at": from_at})
