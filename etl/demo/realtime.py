"""The moving city as GTFS-Realtime protobuf: VehiclePositions, TripUpdates and Alerts of a moment.

Every id exists in the GTFS zip of schedule.py; trips that run by frequencies are named by trip, service day
and start time. The loops here are over messages to encode, one per bus; all positions and moments come from
numpy.
"""

from __future__ import annotations

import numpy as np
from google.transit import gtfs_realtime_pb2 as pb

from etl.demo.draws import Ints, draws
from etl.demo.fleet import Fleet, Seen
from etl.demo.moments import DAY, HOUR, WIB_AHEAD, day_of
from etl.demo.runs import Runs
from etl.demo.schedule import clock, stop_ids

_OCCUPANCY = (
    pb.VehiclePosition.MANY_SEATS_AVAILABLE,
    pb.VehiclePosition.FEW_SEATS_AVAILABLE,
    pb.VehiclePosition.STANDING_ROOM_ONLY,
    pb.VehiclePosition.CRUSHED_STANDING_ROOM_ONLY,
    pb.VehiclePosition.FULL,
)
_ALERTS = (
    ("Antrean bus di halte {stop}", "Bus queue at {stop}", pb.Alert.OTHER_CAUSE, pb.Alert.SIGNIFICANT_DELAYS),
    (
        "Perbaikan jalur dekat {stop}",
        "Lane repairs near {stop}",
        pb.Alert.MAINTENANCE,
        pb.Alert.REDUCED_SERVICE,
    ),
    ("Genangan di jalur dekat {stop}", "Water on the lane near {stop}", pb.Alert.WEATHER, pb.Alert.DETOUR),
    (
        "Halte {stop} ditutup sementara",
        "Stop {stop} closed for a time",
        pb.Alert.CONSTRUCTION,
        pb.Alert.NO_SERVICE,
    ),
)


def _message(moment: int) -> pb.FeedMessage:
    message = pb.FeedMessage()
    message.header.gtfs_realtime_version = "2.0"
    message.header.incrementality = pb.FeedHeader.FULL_DATASET
    message.header.timestamp = moment - WIB_AHEAD
    return message


def bus_id(runs: Runs, run: int) -> str:
    """K09-017 by day, K09-A03 for the night service."""
    trip = runs.trips[runs.trip[run]]
    return f"K{trip.way.corridor:02d}-{f'A{runs.bus[run]:02d}' if trip.is_night else f'{runs.bus[run]:03d}'}"


def _describe(target: pb.TripDescriptor, runs: Runs, run: int) -> None:
    trip = runs.trips[runs.trip[run]]
    target.trip_id, target.route_id, target.direction_id = (
        trip.trip_id,
        f"K{trip.way.corridor}",
        trip.way.direction,
    )
    target.start_date, target.start_time = f"{day_of(runs.day):%Y%m%d}", clock(int(runs.start_s[run]))
    target.schedule_relationship = pb.TripDescriptor.SCHEDULED


def vehicle_positions(fleet: Fleet, moment: int) -> bytes:
    """VehiclePositions at a moment (WIB seconds)."""
    message, stops = _message(moment), stop_ids(fleet.ways)
    for seen in fleet.seen(moment):
        midnight = seen.runs.day * DAY - WIB_AHEAD
        for i, run in enumerate(seen.run.tolist()):
            _add_vehicle(message, seen, i, run, midnight, stops)
    return bytes(message.SerializeToString())


def _add_vehicle(
    message: pb.FeedMessage, seen: Seen, i: int, run: int, midnight: int, stops: dict[str, str]
) -> None:
    name = bus_id(seen.runs, run)
    vehicle = message.entity.add(id=name).vehicle
    _describe(vehicle.trip, seen.runs, run)
    vehicle.vehicle.id, vehicle.vehicle.label = name, f"SIM {name}"
    position = vehicle.position
    position.longitude, position.latitude = float(seen.lon[i]), float(seen.lat[i])
    position.bearing, position.speed = float(seen.bearing[i]), float(seen.speed_ms[i])
    goal = int(seen.next_stop[i])
    vehicle.current_stop_sequence = goal + 1
    vehicle.stop_id = stops[seen.runs.trips[seen.runs.trip[run]].way.stops[goal]]
    vehicle.current_status = (
        pb.VehiclePosition.STOPPED_AT if seen.is_at_stop[i] else pb.VehiclePosition.IN_TRANSIT_TO
    )
    vehicle.timestamp = midnight + int(seen.seen_s[i])
    vehicle.occupancy_status = _OCCUPANCY[min(int(seen.load[i] * len(_OCCUPANCY)), len(_OCCUPANCY) - 1)]


def trip_updates(fleet: Fleet, moment: int) -> bytes:
    """TripUpdates at a moment (WIB seconds): the stops still ahead of every run under way, with arrival,
    departure and delay.
    """
    message, stops = _message(moment), stop_ids(fleet.ways)
    for runs, under_way in fleet.active(moment):
        now_s, midnight = moment - runs.day * DAY, runs.day * DAY - WIB_AHEAD
        ahead = (runs.depart[under_way] <= now_s).sum(axis=1)
        for run, first in zip(under_way.tolist(), ahead.tolist(), strict=True):
            if first < runs.stops[run]:
                _add_update(message, runs, run, first, midnight, moment - WIB_AHEAD, stops)
    return bytes(message.SerializeToString())


def _add_update(
    message: pb.FeedMessage,
    runs: Runs,
    run: int,
    first: int,
    midnight: int,
    stamp: int,
    stops: dict[str, str],
) -> None:
    trip, start, last = runs.trips[runs.trip[run]], int(runs.start_s[run]), int(runs.stops[run])
    name = bus_id(runs, run)
    update = message.entity.add(id=f"{name}-{start}").trip_update
    _describe(update.trip, runs, run)
    update.vehicle.id, update.timestamp = name, stamp
    arrive, depart = runs.arrive[run, first:last].tolist(), runs.depart[run, first:last].tolist()
    due_in, due_out = trip.arrive_s[first:].tolist(), trip.depart_s[first:].tolist()
    for i, (a, d) in enumerate(zip(arrive, depart, strict=True)):
        stop = update.stop_time_update.add(
            stop_sequence=first + i + 1, stop_id=stops[trip.way.stops[first + i]]
        )
        if first + i:
            stop.arrival.time, stop.arrival.delay = midnight + int(a), int(a) - start - due_in[i]
        if first + i < last - 1:
            stop.departure.time, stop.departure.delay = midnight + int(d), int(d) - start - due_out[i]


def alerts(fleet: Fleet, moment: int) -> bytes:
    """Alerts that are in force at a moment or begin within six hours. Each day brings five, one to five
    hours long.
    """
    message, stops = _message(moment), stop_ids(fleet.ways)
    today = moment // DAY
    number = np.arange(5)
    for day in (today - 1, today):
        own = draws(fleet.seed, "alert", np.full(5, day), number)
        begin = day * DAY + HOUR * 5 + own.below("begin", 16 * HOUR)
        end = begin + HOUR + own.below("long", 4 * HOUR)
        kind, way, at = (
            own.below("kind", len(_ALERTS)),
            own.below("way", len(fleet.ways)),
            own.uniform("stop"),
        )
        for i in np.flatnonzero((end > moment) & (begin < moment + 6 * HOUR)).tolist():
            stop = fleet.ways[way[i]].stops[int(at[i] * len(fleet.ways[way[i]].stops))]
            _add_alert(
                message,
                f"A{day_of(day):%y%m%d}-{i + 1}",
                int(kind[i]),
                fleet.ways[way[i]].corridor,
                stop,
                (begin, end, i),
                stops,
            )
    return bytes(message.SerializeToString())


def _add_alert(
    message: pb.FeedMessage,
    name: str,
    kind: int,
    corridor: int,
    stop: str,
    spell: tuple[Ints, Ints, int],
    stops: dict[str, str],
) -> None:
    indonesian, english, cause, effect = _ALERTS[kind]
    alert = message.entity.add(id=name).alert
    begin, end, i = spell
    alert.active_period.add(start=int(begin[i]) - WIB_AHEAD, end=int(end[i]) - WIB_AHEAD)
    alert.informed_entity.add(route_id=f"K{corridor}", stop_id=stops[stop])
    alert.cause, alert.effect = cause, effect
    alert.severity_level = pb.Alert.INFO if effect == pb.Alert.REDUCED_SERVICE else pb.Alert.WARNING
    alert.url.translation.add(text="https://simulasi.invalid/", language="id")
    for field, tail_id, tail_en in (
        (alert.header_text, "", ""),
        (alert.description_text, ". Data simulasi.", ". Simulated data."),
    ):
        field.translation.add(
            text=f"[SIMULASI] {indonesian.format(stop=stop)}, Koridor {corridor}{tail_id}", language="id"
        )
        field.translation.add(
            text=f"[SIMULASI] {english.format(stop=stop)}, Corridor {corridor}{tail_en}", language="en"
        )
