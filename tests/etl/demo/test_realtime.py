"""The moving buses match the timetable: ids, places, times, and nothing jumps."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import numpy as np
import pandas as pd
import pytest
from google.transit import gtfs_realtime_pb2 as pb

from etl.demo import realtime
from etl.demo.fleet import Fleet
from etl.demo.moments import DAY, HOUR, WIB_AHEAD, day_number
from etl.demo.places import METRE_LAT, METRE_LON
from etl.demo.runs import runs_of
from etl.demo.schedule import gtfs_zip

FRIDAY = day_number(date(2026, 11, 20)) * DAY


@pytest.fixture(scope="module")
def fleet() -> Fleet:
    return Fleet(2026)


@pytest.fixture(scope="module")
def static() -> dict[str, pd.DataFrame]:
    with zipfile.ZipFile(io.BytesIO(gtfs_zip(2026))) as archive:
        return {
            name[:-4]: pd.read_csv(io.BytesIO(archive.read(name)), dtype=str) for name in archive.namelist()
        }


def _read(body: bytes) -> pb.FeedMessage:
    message = pb.FeedMessage()
    message.ParseFromString(body)
    return message


@pytest.mark.parametrize("hour", [0.6, 3.0, 4.9, 8.0, 12.5, 17.6, 22.4])
def test_positions_match_the_timetable(fleet: Fleet, static: dict[str, pd.DataFrame], hour: float) -> None:
    moment = FRIDAY + int(hour * HOUR)
    message = _read(realtime.vehicle_positions(fleet, moment))
    trips = static["trips"].set_index("trip_id")
    stops = static["stop_times"].set_index(["trip_id", "stop_sequence"])["stop_id"]
    shapes = {
        name: points[["shape_pt_lon", "shape_pt_lat"]].astype(float).to_numpy()
        for name, points in static["shapes"].groupby("shape_id")
    }
    starts = {(row.trip_id, row.start_time): row for row in static["frequencies"].itertuples()}
    assert message.header.timestamp == moment - WIB_AHEAD
    assert len({entity.vehicle.vehicle.id for entity in message.entity}) == len(message.entity) > 40
    for entity in message.entity:
        bus = entity.vehicle
        trip = trips.loc[bus.trip.trip_id]
        assert trip["route_id"] == bus.trip.route_id and int(trip["direction_id"]) == bus.trip.direction_id
        assert stops[bus.trip.trip_id, str(bus.current_stop_sequence)] == bus.stop_id
        assert _metres_from(shapes[trip["shape_id"]], bus.position.longitude, bus.position.latitude) < 200
        assert 0 <= message.header.timestamp - bus.timestamp <= 605
        assert 0 <= bus.position.bearing <= 360 and 0 <= bus.position.speed <= 26
        assert bus.trip.start_date in ("20261119", "20261120")
        assert _is_departure(starts, bus.trip.trip_id, bus.trip.start_time)
    assert {entity.vehicle.trip.route_id for entity in message.entity} == {f"K{n}" for n in range(1, 15)}


def _metres_from(shape: np.ndarray, lon: float, lat: float) -> float:
    return float(np.hypot((shape[:, 0] - lon) / METRE_LON, (shape[:, 1] - lat) / METRE_LAT).min())


def _clock(text: str) -> int:
    hours, minutes, secs = (int(part) for part in text.split(":"))
    return hours * HOUR + minutes * 60 + secs


def _is_departure(windows: dict, trip_id: str, start_time: str) -> bool:
    """E019: with exact times, a start lies a whole number of headways after the begin of its window."""
    start = _clock(start_time)
    fits = [
        w
        for (name, _), w in windows.items()
        if name == trip_id and _clock(w.start_time) <= start < _clock(w.end_time)
    ]
    return len(fits) == 1 and (start - _clock(fits[0].start_time)) % int(fits[0].headway_secs) == 0


def test_how_many_buses(fleet: Fleet) -> None:
    counts = {
        hour: sum(len(seen.run) for seen in fleet.seen(FRIDAY + int(hour * HOUR)))
        for hour in (3, 8, 13, 18, 23)
    }
    assert all(300 <= counts[hour] <= 450 for hour in (8, 13, 18))
    assert all(30 <= counts[hour] <= 120 for hour in (3, 23))


def test_buses_move_and_do_not_jump(fleet: Fleet) -> None:
    before: dict[str, tuple[float, float, int]] = {}
    steps = []
    for moment in range(FRIDAY + 8 * HOUR, FRIDAY + 8 * HOUR + 600, 10):
        for entity in _read(realtime.vehicle_positions(fleet, moment)).entity:
            bus = entity.vehicle
            here = (bus.position.longitude, bus.position.latitude, bus.timestamp)
            if entity.id in before:
                old = before[entity.id]
                metres = np.hypot((here[0] - old[0]) / METRE_LON, (here[1] - old[1]) / METRE_LAT)
                assert here[2] >= old[2]
                steps.append((metres, here[2] - old[2]))
            before[entity.id] = here
    metres, elapsed = np.array(steps).T
    assert (metres <= 26 * np.maximum(elapsed, 1) + 5).all()
    assert (metres > 5).mean() > 0.6


def test_some_buses_stop_reporting(fleet: Fleet) -> None:
    ages = [
        message.header.timestamp - entity.vehicle.timestamp
        for hour in range(7, 20)
        for message in (_read(realtime.vehicle_positions(fleet, FRIDAY + hour * HOUR)),)
        for entity in message.entity
    ]
    silent = np.array(ages) > 30
    assert 0 < silent.mean() < 0.02


def test_trip_updates_match_the_timetable(fleet: Fleet, static: dict[str, pd.DataFrame]) -> None:
    moment = FRIDAY + 18 * HOUR
    message = _read(realtime.trip_updates(fleet, moment))
    stops = static["stop_times"].set_index(["trip_id", "stop_sequence"])["stop_id"]
    assert len(message.entity) > 300
    assert len({entity.id for entity in message.entity}) == len(message.entity)
    running = {entity.id for entity in _read(realtime.vehicle_positions(fleet, moment)).entity}
    assert running - {entity.trip_update.vehicle.id for entity in message.entity} <= _at_the_end(
        fleet, moment
    )
    for entity in message.entity:
        update = entity.trip_update
        times = [t for s in update.stop_time_update for t in (s.arrival.time, s.departure.time) if t]
        assert times == sorted(times) and times[-1] >= message.header.timestamp
        for stop in update.stop_time_update:
            assert stops[update.trip.trip_id, str(stop.stop_sequence)] == stop.stop_id
        assert all(abs(s.arrival.delay) < 1800 for s in update.stop_time_update)


def _at_the_end(fleet: Fleet, moment: int) -> set[str]:
    return {
        realtime.bus_id(seen.runs, run)
        for seen in fleet.seen(moment)
        for run, goal in zip(seen.run.tolist(), seen.next_stop.tolist(), strict=True)
        if goal == seen.runs.stops[run] - 1
    }


def test_a_delay_is_the_difference_to_the_timetable(fleet: Fleet, static: dict[str, pd.DataFrame]) -> None:
    times = (
        static["stop_times"]
        .assign(a=static["stop_times"]["arrival_time"].map(_clock))
        .set_index(["trip_id", "stop_sequence"])["a"]
    )
    message = _read(realtime.trip_updates(fleet, FRIDAY + 12 * HOUR))
    for entity in message.entity[:40]:
        update = entity.trip_update
        for stop in update.stop_time_update[1:]:
            due = (
                _clock(update.trip.start_time)
                + times[update.trip.trip_id, str(stop.stop_sequence)]
                - times[update.trip.trip_id, "1"]
            )
            assert stop.arrival.time - stop.arrival.delay == FRIDAY - WIB_AHEAD + due


def test_alerts_say_that_they_are_simulated(fleet: Fleet, static: dict[str, pd.DataFrame]) -> None:
    messages = [_read(realtime.alerts(fleet, FRIDAY + hour * HOUR)) for hour in range(24)]
    found = [entity.alert for message in messages for entity in message.entity]
    assert found
    for alert in found:
        assert {t.language for t in alert.header_text.translation} == {"id", "en"}
        assert all(t.text.startswith("[SIMULASI]") for t in alert.header_text.translation)
        assert alert.informed_entity[0].route_id in set(static["routes"]["route_id"])
        assert alert.informed_entity[0].stop_id in set(static["stops"]["stop_id"])
        assert alert.active_period[0].start < alert.active_period[0].end


def test_a_bus_drives_one_run_at_a_time_and_turns_round() -> None:
    runs = runs_of(2026, FRIDAY // DAY)
    corridor = np.array([trip.way.corridor for trip in runs.trips])[runs.trip]
    night = np.array([trip.is_night for trip in runs.trips])[runs.trip]
    way = np.array([trip.way.direction for trip in runs.trips])[runs.trip]
    due = np.array([trip.arrive_s[-1] for trip in runs.trips])[runs.trip]
    for number in range(1, 15):
        mine = (corridor == number) & ~night
        for bus in np.unique(runs.bus[mine]):
            rows = np.flatnonzero(mine & (runs.bus == bus))
            rows = rows[np.argsort(runs.start_s[rows])]
            assert (runs.start_s[rows][1:] >= (runs.start_s + due)[rows][:-1] + 300).all()
            assert (np.diff(way[rows]) != 0).all()
    assert (np.diff(np.where(np.isfinite(runs.arrive), runs.arrive, 1e12), axis=1) >= 0).all()


def test_the_same_moment_gives_the_same_bytes() -> None:
    moment = FRIDAY + 9 * HOUR
    assert realtime.vehicle_positions(Fleet(2026), moment) == realtime.vehicle_positions(Fleet(2026), moment)
    assert realtime.trip_updates(Fleet(2026), moment) == realtime.trip_updates(Fleet(2026), moment)
