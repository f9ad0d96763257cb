"""A small GTFS schedule and GTFS-Realtime messages, made in the test's own folder, with one thing wrong at a time."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping as Changes
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from google.transit import gtfs_realtime_pb2 as pb

from data.warehouse import Warehouse
from etl.engine import Batch, load
from etl.feed import Mapping
from etl.feeds import feed

NOW = datetime(2026, 10, 31, 5, 0, tzinfo=UTC)
NOW_S = int(NOW.timestamp())
SCHEDULE = {
    "agency.txt": "agency_id,agency_name,agency_url,agency_timezone\nT,Transjakarta,https://example.id,Asia/Jakarta\n",
    "routes.txt": "route_id,agency_id,route_short_name,route_long_name,route_desc,route_type,route_color\n1,T,1,Blok M - Kota,BRT,3,d62126\nJ2,T,JAK.02,Kampung,Mikrotrans,3,\n",
    "stops.txt": "stop_id,stop_name,stop_lat,stop_lon,location_type\nA,Blok M,-6.243,106.801,0\nB,ASEAN,-6.239,106.799,0\nC,Kota,-6.137,106.814,\n",
    "trips.txt": "route_id,service_id,trip_id,trip_headsign,direction_id,shape_id\n1,HK,1-A,Kota,0,S1\nJ2,HK,2-A,Kampung,1,\n",
    "stop_times.txt": (
        "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n1-A,05:00:00,05:00:10,A,1\n1-A, 5:10:00,05:10:20,B,2\n1-A,25:10:00,25:10:00,C,3\n"
        "2-A,06:00:00,06:00:00,B,1\n2-A,06:30:00,06:30:00,C,2\n"
    ),
    "shapes.txt": "shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence\nS1,-6.243,106.801,1\nS1,-6.239,106.799,2\nS1,-6.137,106.814,3\n",
    "calendar.txt": "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\nHK,1,1,1,1,1,0,0,20260101,20271231\n",
    "calendar_dates.txt": "service_id,date,exception_type",
    "frequencies.txt": "trip_id,start_time,end_time,headway_secs,exact_times\n1-A,05:00:00,24:30:00,400,0\n",
}
ROWS = 1 + 2 + 3 + 2 + 5 + 3 + 1 + 0 + 1


def schedule(file: Path, changes: Changes[str, str | bytes | None] | None = None, folder: str = "") -> Path:
    """The sample schedule as a zip; `changes` replaces a file's text, or leaves it out with None."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, text in {**SCHEDULE, **(changes or {})}.items():
            if text is not None:
                opened.writestr(folder + name, text)
    return file


def plus(file: str, *lines: str) -> dict[str, str]:
    """The sample's file with more lines."""
    return {file: SCHEDULE[file] + "".join(line + "\n" for line in lines)}


def message(header_s: int = NOW_S) -> pb.FeedMessage:
    """A message without entities."""
    made = pb.FeedMessage()
    made.header.gtfs_realtime_version = "2.0"
    made.header.timestamp = header_s
    return made


def add_vehicle(
    made: pb.FeedMessage,
    vehicle_id: str,
    lon: float = 106.801,
    lat: float = -6.243,
    trip_id: str = "1-A",
    ts: int = NOW_S - 5,
) -> pb.VehiclePosition:
    """One vehicle on the sample's shape. Gives the position, to be spoilt."""
    vehicle = made.entity.add(id=f"e{len(made.entity)}").vehicle
    if trip_id:
        vehicle.trip.trip_id = trip_id
        vehicle.trip.schedule_relationship = pb.TripDescriptor.SCHEDULED
    if vehicle_id:
        vehicle.vehicle.id = vehicle_id
    vehicle.position.longitude, vehicle.position.latitude = lon, lat
    vehicle.timestamp = ts
    return vehicle


def add_trip(
    made: pb.FeedMessage,
    trip_id: str,
    *stops: tuple[int, str, int, int],
    relationship: int = pb.TripDescriptor.SCHEDULED,
) -> pb.TripUpdate:
    """One trip update with stops (sequence, stop, arrival, departure)."""
    update = made.entity.add(id=f"e{len(made.entity)}").trip_update
    update.trip.trip_id, update.trip.start_date, update.trip.start_time = trip_id, "20261031", "05:00:00"
    update.trip.schedule_relationship = relationship
    for sequence, stop_id, arrival, departure in stops:
        stop = update.stop_time_update.add(stop_sequence=sequence, stop_id=stop_id)
        stop.arrival.time, stop.departure.time = arrival, departure
    return update


def written(file: Path, made: pb.FeedMessage) -> Path:
    """The message as a file."""
    file.write_bytes(made.SerializeToString())
    return file


TABLES = ("agency", "route", "stop", "trip", "stop_time", "shape", "calendar", "calendar_date", "frequency")


def load_schedule(warehouse: Warehouse, file: Path, source: str = "uji") -> Batch:
    """Load a schedule at NOW."""
    return load(warehouse, feed("transit_schedule"), file, source=source, loaded_at=NOW)


def rows_of_schedule(warehouse: Warehouse, source: str = "uji") -> dict[str, int]:
    """Rows of each table of a source's schedule."""
    with warehouse.working() as session:
        return {
            t: session.one(f"select count(*) from transit_{t} where source = $source", {"source": source})[0]
            for t in TABLES
        }


def notices_of_last(warehouse: Warehouse) -> list[dict[str, Any]]:
    """The notices of the newest batch."""
    found: list[dict[str, Any]] = json.loads(
        asked(warehouse, "select notices from batch order by batch desc limit 1")[0][0]
    )
    return found


def noted(warehouse: Warehouse) -> dict[str, int | None]:
    """Rule -> rows, of the newest batch's notices."""
    return {notice["rule"]: notice["n"] for notice in notices_of_last(warehouse)}


def load_live(
    warehouse: Warehouse,
    folder: Path,
    made: pb.FeedMessage,
    source: str = "uji",
    at: datetime = NOW,
    mapping: Mapping | None = None,
) -> Batch:
    """Load a message at a moment."""
    return load(
        warehouse,
        feed("transit_realtime"),
        written(folder / "live.pb", made),
        source=source,
        loaded_at=at,
        mapping=mapping,
    )


def asked(warehouse: Warehouse, sql: str) -> list[tuple[Any, ...]]:
    """All rows of a question."""
    with warehouse.working() as session:
        return session.rows(sql)


def bad_reasons(warehouse: Warehouse) -> list[list[str]]:
    """The reasons of each row in quarantine."""
    return [row[0] for row in asked(warehouse, "select reasons from quarantine order by part, line_no")]


def snapshot(header_s: int, *ts: int) -> pb.FeedMessage:
    """Vehicles B0, B1, … with their own moments."""
    made = message(header_s)
    for nth, moment in enumerate(ts):
        add_vehicle(made, f"B{nth}", ts=moment)
    return made
