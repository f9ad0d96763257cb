"""A parsed GTFS-Realtime message as Arrow tables: vehicles, trips with their stops, alerts. One column is one comprehension.

protobuf offers no other way to its fields; everything after these columns is SQL.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from google.transit import gtfs_realtime_pb2 as pb

_STATUS = pb.VehiclePosition.VehicleStopStatus.items()
_OCCUPANCY = pb.VehiclePosition.OccupancyStatus.items()
_TRIP = pb.TripDescriptor.ScheduleRelationship.items()
_STOP = pb.TripUpdate.StopTimeUpdate.ScheduleRelationship.items()
_CAUSE, _EFFECT, _SEVERITY = pb.Alert.Cause.items(), pb.Alert.Effect.items(), pb.Alert.SeverityLevel.items()

TEXT, WHOLE, REAL, TEXTS = pa.string(), pa.int64(), pa.float64(), pa.list_(pa.string())


def _column(items: Sequence[Any], kind: pa.DataType, take: Callable[[Any], Any]) -> pa.Array:
    return pa.array([take(item) for item in items], kind)


def _field(items: Sequence[Any], name: str, kind: pa.DataType) -> pa.Array:
    """A field of every item; null where it was not sent. Empty text was not sent either."""
    if kind == TEXT:
        return pa.array([getattr(item, name) or None for item in items], kind)
    return pa.array([getattr(item, name) if item.HasField(name) else None for item in items], kind)


def _named(items: Sequence[Any], name: str, names: Sequence[tuple[str, int]]) -> pa.Array:
    """An enum field as its word; a number that this version of the format does not know stays a number."""
    words = {number: word for word, number in names}
    return pa.array(
        [words.get(getattr(i, name), str(getattr(i, name))) if i.HasField(name) else None for i in items],
        TEXT,
    )


def _moment(items: Sequence[Any], name: str) -> pa.Array:
    """POSIX seconds as sent; 0 means that nothing was said. Values beyond 63 bits are cut to the largest: rule E001 finds them."""
    return pa.array(
        [min(value, 1 << 62) if (value := getattr(item, name)) else None for item in items], WHOLE
    )


def _trip_columns(trips: Sequence[Any]) -> dict[str, pa.Array]:
    return {
        "trip_id": _field(trips, "trip_id", TEXT),
        "route_id": _field(trips, "route_id", TEXT),
        "direction_id": _field(trips, "direction_id", WHOLE),
        "start_date": _field(trips, "start_date", TEXT),
        "start_time": _field(trips, "start_time", TEXT),
        "trip_relationship": _named(trips, "schedule_relationship", _TRIP),
    }


def vehicles(entities: Sequence[Any]) -> pa.Table:
    """One row per vehicle: nth, entity_id, the trip's columns, vehicle_id, label, lon, lat, bearing, speed, ts, stop_id, …"""
    found = [entity.vehicle for entity in entities]
    positions = [vehicle.position for vehicle in found]
    names = [vehicle.vehicle for vehicle in found]
    return pa.table(
        {
            "nth": pa.array(range(len(found)), WHOLE),
            "entity_id": _field(entities, "id", TEXT),
            **_trip_columns([vehicle.trip for vehicle in found]),
            "vehicle_id": _field(names, "id", TEXT),
            "label": _field(names, "label", TEXT),
            "lon": _field(positions, "longitude", REAL),
            "lat": _field(positions, "latitude", REAL),
            "bearing": _field(positions, "bearing", REAL),
            "speed": _field(positions, "speed", REAL),
            "ts": _moment(found, "timestamp"),
            "stop_id": _field(found, "stop_id", TEXT),
            "stop_sequence": _field(found, "current_stop_sequence", WHOLE),
            "stop_status": _named(found, "current_status", _STATUS),
            "occupancy": _named(found, "occupancy_status", _OCCUPANCY),
        }
    )


def trips(entities: Sequence[Any]) -> pa.Table:
    """One row per trip: entity_no, entity_id, the trip's columns, vehicle_id, ts."""
    found = [entity.trip_update for entity in entities]
    return pa.table(
        {
            "entity_no": pa.array(range(len(found)), WHOLE),
            "entity_id": _field(entities, "id", TEXT),
            **_trip_columns([update.trip for update in found]),
            "vehicle_id": _field([update.vehicle for update in found], "id", TEXT),
            "ts": _moment(found, "timestamp"),
        }
    )


def stops(entities: Sequence[Any]) -> pa.Table:
    """One row per stop of a trip: nth, entity_no, stop_sequence, stop_id, arrival, arrival_delay, departure, departure_delay, …

    A trip without stops (a cancelled one) has one row without a stop, so that it is not lost.
    """
    found = [entity.trip_update.stop_time_update for entity in entities]
    counts = np.array([max(len(updates), 1) for updates in found], dtype=np.int64)
    blank = pb.TripUpdate.StopTimeUpdate()
    rows = [update for updates in found for update in (updates or (blank,))]
    arrivals, departures = [row.arrival for row in rows], [row.departure for row in rows]
    return pa.table(
        {
            "nth": pa.array(np.arange(len(rows)), WHOLE),
            "entity_no": pa.array(np.repeat(np.arange(len(found)), counts), WHOLE),
            "stop_sequence": _field(rows, "stop_sequence", WHOLE),
            "stop_id": _field(rows, "stop_id", TEXT),
            "arrival": _moment(arrivals, "time"),
            "arrival_delay": _field(arrivals, "delay", WHOLE),
            "departure": _moment(departures, "time"),
            "departure_delay": _field(departures, "delay", WHOLE),
            "stop_relationship": _named(rows, "schedule_relationship", _STOP),
        }
    )


def alerts(entities: Sequence[Any]) -> pa.Table:
    """One row per alert: nth, alert_id, header, description, cause, effect, severity, active_from, active_until, route_ids, stop_ids."""
    found = [entity.alert for entity in entities]
    return pa.table(
        {
            "nth": pa.array(range(len(found)), WHOLE),
            "alert_id": _field(entities, "id", TEXT),
            "header": _column(found, TEXT, lambda a: _said(a.header_text)),
            "description": _column(found, TEXT, lambda a: _said(a.description_text)),
            "cause": _named(found, "cause", _CAUSE),
            "effect": _named(found, "effect", _EFFECT),
            "severity": _named(found, "severity_level", _SEVERITY),
            "active_from": _column(
                found, WHOLE, lambda a: _cut(min((p.start for p in a.active_period), default=0))
            ),
            "active_until": _column(
                found,
                WHOLE,
                lambda a: _cut(
                    0
                    if any(not p.end for p in a.active_period)
                    else max((p.end for p in a.active_period), default=0)
                ),
            ),
            "route_ids": _column(
                found,
                TEXTS,
                lambda a: sorted({i.route_id or i.trip.route_id for i in a.informed_entity} - {""}),
            ),
            "stop_ids": _column(
                found, TEXTS, lambda a: sorted({i.stop_id for i in a.informed_entity} - {""})
            ),
        }
    )


def _said(text: Any) -> str | None:
    """A translated text in Indonesian, else English, else as it stands first."""
    by_language = {t.language.split("-")[0].lower(): t.text for t in reversed(text.translation)}
    first = text.translation[0].text if text.translation else ""
    return by_language.get("id") or by_language.get("en") or first or None


def _cut(value: int) -> int | None:
    return min(value, 1 << 62) or None
