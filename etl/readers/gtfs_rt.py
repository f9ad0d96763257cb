"""GTFS-Realtime: one protobuf of VehiclePositions, TripUpdates and Alerts becomes staged relations, by way of Parquet."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pyarrow.parquet as pq
from google.protobuf.message import DecodeError
from google.transit import gtfs_realtime_pb2 as pb

from data.errors import ParseError
from data.literals import literal
from data.warehouse import Session
from etl.feed import Feed, Mapping, Staged
from etl.readers import gtfs_rt_columns as columns

BINARY = True
MAX_BYTES = 64 << 20
KINDS = ("vehicle", "trip_update", "alert")
_START = re.compile(r"(\d{8}) (\d{1,2}):(\d\d):\d\d")
_HINT = "The last good state stays; the source is asked again."


def fits(file: Path, mapping: Mapping) -> bool:
    """Whether the message is of this mapping's city. A message names no publisher, so its content must tell.

    A text of `needs` stands in it, or a vehicle drives in `region`, or its trips start by the clock of `zone`. A mapping
    without needs takes what tells nothing; bytes that are no message are left for `stage` to refuse.
    """
    try:
        found = read(file)
    except ParseError:
        return True
    body = file.read_bytes()
    if any(need.encode() in body for need in mapping.needs):
        return True
    told = [
        answer for answer in (_in_region(found, mapping), _by_clock(found, mapping)) if answer is not None
    ]
    return all(told) if told else not mapping.needs


def _in_region(found: pb.FeedMessage, mapping: Mapping) -> bool | None:
    """Whether a vehicle drives in the mapping's region (west south east north, degrees); None without vehicles or region."""
    points = [
        (e.vehicle.position.longitude, e.vehicle.position.latitude)
        for e in found.entity
        if e.HasField("vehicle")
    ]
    points = [point for point in points if point != (0.0, 0.0)]
    region = [float(edge) for edge in mapping.constants.get("region", "").split()]
    if not points or len(region) != 4:
        return None
    west, south, east, north = region
    return any(west <= lon <= east and south <= lat <= north for lon, lat in points)


def _by_clock(found: pb.FeedMessage, mapping: Mapping) -> bool | None:
    """Whether a trip's stops come in the hours after its start by the clock of the zone; None when no trip says its start."""
    for update in (e.trip_update for e in found.entity if e.HasField("trip_update")):
        start = _START.fullmatch(f"{update.trip.start_date} {update.trip.start_time}")
        first = next(
            (
                s.arrival.time or s.departure.time
                for s in update.stop_time_update
                if s.arrival.time or s.departure.time
            ),
            0,
        )
        if not start or not first:
            continue
        try:
            day = datetime.strptime(start[1], "%Y%m%d").replace(tzinfo=ZoneInfo(mapping.zone))
        except ValueError:
            continue
        begins = day.timestamp() + int(start[2]) * 3600 + int(start[3]) * 60
        return (
            -3600 <= first - begins <= 8 * 3600 if first < 1e11 else None
        )  # longer than any trip, shorter than an ocean
    return None


def read(file: Path) -> pb.FeedMessage:
    """The message. Raises ParseError for bytes that are not one: whole, nothing of it is used."""
    if file.stat().st_size > MAX_BYTES:
        raise ParseError(
            f"{file.name} is larger than {MAX_BYTES >> 20} MB.",
            "A GTFS-Realtime message is never so large; check the address.",
        )
    message = pb.FeedMessage()
    try:
        message.ParseFromString(file.read_bytes())
    except (DecodeError, ValueError, RecursionError) as error:
        raise ParseError(f"{file.name} is not a GTFS-Realtime message: {error}.", _HINT) from error
    if not message.IsInitialized() or not message.HasField("header"):
        raise ParseError(
            f"{file.name} is not a whole GTFS-Realtime message: its header or a required field is missing.",
            _HINT,
        )
    return message


def stage(session: Session, file: Path, mapping: Mapping, feed: Feed) -> Staged:
    """Temp tables raw_vehicle, raw_trip, raw_stop, raw_alert and raw_header, typed as protobuf types them.

    The relations are made of them by the feed's `prepare`, which knows the schedule. Raises ParseError.
    """
    message = read(file)
    alive = [entity for entity in message.entity if not entity.is_deleted]
    by_kind = {kind: [entity for entity in alive if entity.HasField(kind)] for kind in KINDS}
    folder = file.with_suffix(".d")
    folder.mkdir(exist_ok=True)
    tables = {
        "vehicle": columns.vehicles(by_kind["vehicle"]),
        "trip": columns.trips(by_kind["trip_update"]),
        "stop": columns.stops(by_kind["trip_update"]),
        "alert": columns.alerts(by_kind["alert"]),
    }
    for name, table in tables.items():
        written = folder / f"{name}.parquet"
        pq.write_table(table, written, compression="none")
        session.execute(
            f"create or replace temp table raw_{name} as from read_parquet({literal(str(written.resolve()))})"
        )
    session.execute(_header(message, {kind: len(found) for kind, found in by_kind.items()}, file, mapping))
    return Staged(
        relations={
            "header": "from rt_header",
            "vehicles": "from rt_vehicle",
            "trip_updates": "from rt_stop",
            "alerts": "from rt_alert",
        },
        words={
            "header": HEADER_WORDS,
            "vehicles": VEHICLE_WORDS,
            "trip_updates": STOP_WORDS,
            "alerts": ALERT_WORDS,
        },
        lines={
            "vehicles": _lines("rt_vehicle"),
            "trip_updates": _lines("rt_stop"),
            "alerts": _lines("rt_alert"),
        },
        notices=_notices(message),
    )


def _header(message: pb.FeedMessage, counts: dict[str, int], file: Path, mapping: Mapping) -> str:
    """One row for each kind of entity that the message carries."""
    sent = min(message.header.timestamp, 1 << 62) or None
    content = hashlib.sha256(file.read_bytes()).hexdigest()
    schedule, zone = mapping.constants.get("schedule_source"), mapping.zone
    rows = [
        f"({literal(kind)}, {n}, {literal(sent)}::bigint, {literal(content)}, {literal(schedule)}::varchar, {literal(zone)})"
        for kind, n in counts.items()
        if n
    ]
    shape = "kind varchar, entities bigint, header_s bigint, content varchar, named_schedule varchar, zone varchar"
    made = f"create or replace temp table raw_header ({shape})"
    return made + (f"; insert into raw_header values {', '.join(rows)}" if rows else "")


def _notices(message: pb.FeedMessage) -> tuple[str, ...]:
    found = []
    if message.header.incrementality != pb.FeedHeader.FULL_DATASET:
        found.append("header:differential")
    if message.header.gtfs_realtime_version not in ("1.0", "2.0"):
        found.append(f"header:version {message.header.gtfs_realtime_version[:10]}")
    return tuple(found)


def _lines(relation: str) -> str:
    """The record as JSON stands in for its line: protobuf has no lines."""
    return (
        f"select nth + 1 as record_no, nth + 1 as line_no, to_json(r)::varchar as raw from {relation} r "
        f"where nth + 1 in (select record_no from wanted_records)"
    )


_TRIP_WORDS = (
    "trip_id",
    "route_id",
    "direction_id",
    "start_on",
    "start_s",
    "trip_relationship",
    "vehicle_id",
)
_FACTS = ("nth", "is_trip_unknown", "is_route_unknown", "is_stop_unknown")
HEADER_WORDS = ("kind", "header_s", "content", "schedule_source", "entities", "matched", "previous_s")
VEHICLE_WORDS = (
    *_TRIP_WORDS,
    *_FACTS,
    "label",
    "lon",
    "lat",
    "bearing",
    "speed",
    "ts",
    "seen_s",
    "stop_id",
    "stop_sequence",
    "stop_status",
    "occupancy",
    "is_older_twin",
    "is_outside_region",
    "off_shape_m",
)
STOP_WORDS = (
    *_TRIP_WORDS,
    *_FACTS,
    "stop_sequence",
    "stop_id",
    "arrival",
    "arrival_delay",
    "departure",
    "departure_delay",
    "stop_relationship",
    "updated_s",
    "is_unsorted",
    "is_back_in_time",
)
ALERT_WORDS = (
    "nth",
    "alert_id",
    "updated_s",
    "header",
    "description",
    "cause",
    "effect",
    "severity",
    "active_from",
    "active_until",
    "route_ids",
    "stop_ids",
    "is_route_unknown",
    "is_stop_unknown",
)
