"""The timetable as a GTFS zip: a function of the corridors and the year, so the same bytes all year long."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import numpy as np
import pyarrow as pa

from etl.demo.corridors import Direction, load_corridors
from etl.demo.moments import HOUR, holidays
from etl.demo.tables import csv_bytes
from etl.demo.timetable import FREE_DAY, WORKDAY, Template, templates

AGENCY = "SIMULASI-BRT"
PUBLISHER = "DATA SIMULASI"
_URL = "https://simulasi.invalid/"


def stop_ids(ways: tuple[Direction, ...]) -> dict[str, str]:
    """Station -> stop_id, in the order of their first appearance."""
    return {
        name: f"H{index:03d}"
        for index, name in enumerate(dict.fromkeys(s for way in ways for s in way.stops), 1)
    }


def clock(seconds: int) -> str:
    """Seconds of a service day as GTFS writes them; hours may pass 24."""
    return f"{seconds // HOUR:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def gtfs_zip(year: int) -> bytes:
    """A GTFS zip valid from 1 January of the year before to 31 December of the year after."""
    ways = load_corridors()
    trips = templates(ways)
    first, last = date(year - 1, 1, 1), date(year + 1, 12, 31)
    files = {
        "agency": [
            {
                "agency_id": AGENCY,
                "agency_name": "BRT Jakarta (DATA SIMULASI)",
                "agency_url": _URL,
                "agency_timezone": "Asia/Jakarta",
                "agency_lang": "id",
            }
        ],
        "stops": _stops(ways),
        "routes": [_route(way) for way in ways if way.direction == 0],
        "trips": [_trip(trip) for trip in trips],
        "stop_times": [row for trip in trips for row in _stop_times(trip, stop_ids(ways))],
        "frequencies": [_frequency(trip, *window) for trip in trips for window in trip.windows],
        "calendar": [_calendar(service, first, last) for service in (WORKDAY, FREE_DAY)],
        "calendar_dates": [
            {"service_id": service, "date": f"{day:%Y%m%d}", "exception_type": kind}
            for day in holidays(first, last)
            if day.weekday() < 5
            for service, kind in ((WORKDAY, 2), (FREE_DAY, 1))
        ],
        "feed_info": [
            {
                "feed_publisher_name": PUBLISHER,
                "feed_publisher_url": _URL,
                "feed_lang": "id",
                "feed_start_date": f"{first:%Y%m%d}",
                "feed_end_date": f"{last:%Y%m%d}",
                "feed_version": f"simulasi-{year}",
            }
        ],
    }
    packed = {name: csv_bytes(pa.Table.from_pylist(rows)) for name, rows in files.items()} | {
        "shapes": csv_bytes(_shapes(ways))
    }
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(packed.items()):
            archive.writestr(
                zipfile.ZipInfo(f"{name}.txt", (year, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED
            )
    return sink.getvalue()


def _stops(ways: tuple[Direction, ...]) -> list[dict[str, object]]:
    where = {name: (way.lon[i], way.lat[i]) for way in ways for i, name in enumerate(way.stops)}
    return [
        {
            "stop_id": stop,
            "stop_code": stop,
            "stop_name": name,
            "stop_lat": where[name][1],
            "stop_lon": where[name][0],
            "location_type": 0,
            "wheelchair_boarding": 1,
        }
        for name, stop in stop_ids(ways).items()
    ]


def _route(way: Direction) -> dict[str, object]:
    red, green, blue = (int(way.color[i : i + 2], 16) for i in (0, 2, 4))
    is_dark = 0.299 * red + 0.587 * green + 0.114 * blue < 140
    return {
        "route_id": f"K{way.corridor}",
        "agency_id": AGENCY,
        "route_short_name": str(way.corridor),
        "route_long_name": way.name,
        "route_desc": "BRT",
        "route_type": 3,
        "route_color": way.color,
        "route_text_color": "FFFFFF" if is_dark else "000000",
    }


def _trip(trip: Template) -> dict[str, object]:
    return {
        "route_id": f"K{trip.way.corridor}",
        "service_id": trip.service,
        "trip_id": trip.trip_id,
        "trip_headsign": trip.way.stops[-1],
        "direction_id": trip.way.direction,
        "shape_id": trip.way.key,
    }


def _stop_times(trip: Template, stops: dict[str, str]) -> list[dict[str, object]]:
    # A night trip is written as one that leaves at 23:30, so its times pass 24:00 as the service day does.
    start = 23 * HOUR + 1800 if trip.is_night else 5 * HOUR
    return [
        {
            "trip_id": trip.trip_id,
            "arrival_time": clock(start + int(arrive)),
            "departure_time": clock(start + int(depart)),
            "stop_id": stops[name],
            "stop_sequence": i + 1,
            "shape_dist_traveled": round(float(trip.way.along_m[i]), 1),
            "timepoint": 0,
        }
        for i, (name, arrive, depart) in enumerate(
            zip(trip.way.stops, trip.arrive_s, trip.depart_s, strict=True)
        )
    ]


def _frequency(trip: Template, start: int, end: int, headway: int) -> dict[str, object]:
    return {
        "trip_id": trip.trip_id,
        "start_time": clock(start),
        "end_time": clock(end),
        "headway_secs": headway,
        "exact_times": 1,
    }


def _calendar(service: str, first: date, last: date) -> dict[str, object]:
    days = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    runs = {day: int((i >= 5) == (service == FREE_DAY)) for i, day in enumerate(days)}
    return {"service_id": service, **runs, "start_date": f"{first:%Y%m%d}", "end_date": f"{last:%Y%m%d}"}


def _shapes(ways: tuple[Direction, ...]) -> pa.Table:
    parts = [
        pa.table(
            {
                "shape_id": [way.key] * len(way.shape),
                "shape_pt_lat": np.round(way.shape[:, 1], 6),
                "shape_pt_lon": np.round(way.shape[:, 0], 6),
                "shape_pt_sequence": np.arange(1, len(way.shape) + 1),
                "shape_dist_traveled": np.round(way.shape[:, 2], 1),
            }
        )
        for way in ways
    ]
    return pa.concat_tables(parts)
