"""The bus search: what a word means, and what comes next by three ways of knowing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from data.answers import Answers
from data.model import Filters
from data.queries.bus_search import Found, arrivals, bus_calls, stops_about, thing, transit_search
from data.warehouse import Warehouse
from etl.engine import load
from etl.feeds import feed
from tests.etl.transit_samples import (
    SCHEDULE,
    add_trip,
    add_vehicle,
    load_live,
    load_schedule,
    message,
    plus,
    schedule,
)

# A Friday, 12:00 WIB: between two departures of the sample's trip, which leaves A every 400 seconds from 05:00 on.
NOON = datetime(2026, 10, 30, 5, 0, tzinfo=UTC)
NOON_S = int(NOON.timestamp())
TIMES = {"stop_times.txt": SCHEDULE["stop_times.txt"].replace("25:10:00", "05:40:00")}


@pytest.fixture
def timetable(warehouse: Warehouse, tmp_path: Path) -> Warehouse:
    """The sample schedule as the city's own, with a stop whose name has an accent."""
    changes = TIMES | plus("stops.txt", "D,Kébon Sirih,-6.2,106.82,0", "E,Pasar Blok A,-6.25,106.79,0", "F,Percent 100%,-6.2,106.9,0")
    load_schedule(warehouse, schedule(tmp_path / "s.zip", changes))
    with warehouse.working() as session:
        session.transact(["update source set is_home = true", "update table_version set version = version + 1"], {})
    return warehouse


def now(at: datetime = NOON) -> Filters:
    return Filters(now=at)


def found(answers: Answers, word: str) -> list[tuple[str, str, int]]:
    return [(r.kind, r.id, r.rank) for r in transit_search(answers, word).itertuples()]


@pytest.mark.usefixtures("timetable")
@pytest.mark.parametrize(
    ("word", "first"),
    [
        ("blok m", ("stop", "A", 0)), ("BLOK", ("stop", "A", 1)), ("kebon", ("stop", "D", 1)), ("KÉBON sirih", ("stop", "D", 0)), ("sirih", ("stop", "D", 2)),
        ("irih", ("stop", "D", 3)), ("kebon sirh", ("stop", "D", 4)), ("1", ("route", "1", 0)), ("koridor 1", ("route", "1", 0)), ("jak.02", ("route", "J2", 0)),
        ("100%", ("stop", "F", 2)),
    ],
)  # fmt: skip
def test_the_best_match_comes_first(answers: Answers, word: str, first: tuple[str, str, int]) -> None:
    assert found(answers, word)[0] == first


@pytest.mark.usefixtures("timetable")
@pytest.mark.parametrize("word", ["", "   ", "' or 1=1 --", "%", "_____", "$q", "zzzzzz", "\\", "'; drop table transit_stop; --"])
def test_a_word_is_compared_and_never_run(answers: Answers, word: str) -> None:
    assert [(k, i) for k, i, _rank in found(answers, word)] == ([("stop", "F")] if word == "%" else [])
    assert len(transit_search(answers, "blok m")) == 3


def test_what_is_chosen_comes_back_from_the_url() -> None:
    assert Found.of("stop:A:1") == Found("stop", "A:1")
    assert [Found.of(text) for text in ("", "stop:", "stop", "table:x", ":x")] == [None] * 5


@pytest.mark.usefixtures("timetable")
def test_a_thing_and_its_stops(answers: Answers) -> None:
    assert thing(answers, Found("stop", "A"))["title"].tolist() == ["Blok M"]
    assert len(thing(answers, Found("stop", "nothing"))) == 0
    assert stops_about(answers, Found("route", "J2"))["stop_id"].tolist() == ["B", "C"]
    assert stops_about(answers, Found("stop", "A"))["stop_id"].tolist() == ["A"]


@pytest.mark.usefixtures("timetable")
def test_without_a_live_feed_the_timetable_answers_and_says_so(answers: Answers) -> None:
    """Departures every 400 s from 05:00 on: the 63rd leaves at 12:00:00, ten minutes later it is at B."""
    told = arrivals(answers, now(), ["A"])
    assert told["method"].tolist() == ["schedule"] * 3
    assert told["wait_min"].round(6).tolist() == [0.0, round(400 / 60, 6), round(800 / 60, 6)]
    assert told["heard_at"].isna().all()
    assert arrivals(answers, now(), ["C"]).empty  # the last stop of the trip: nobody waits there
    assert arrivals(answers, now(datetime(2026, 10, 31, 5, 0, tzinfo=UTC)), ["A"]).empty  # a Saturday: the service rests


@pytest.mark.usefixtures("timetable")
def test_after_midnight_the_timetable_of_yesterday_runs_on(answers: Answers) -> None:
    """The trip repeats until 24:30 of Friday, which is 00:30 WIB of Saturday."""
    at = datetime(2026, 10, 30, 17, 15, tzinfo=UTC)
    told = arrivals(answers, now(at), ["A"])
    assert told["due_at"].tolist() == [at.replace(tzinfo=None) + timedelta(seconds=s) for s in (300, 700)]
    assert arrivals(answers, now(at + timedelta(minutes=20)), ["A"]).empty


def test_positions_are_carried_on_by_the_running_times(timetable: Warehouse, answers: Answers, tmp_path: Path) -> None:
    made = message(NOON_S)
    vehicle = add_vehicle(made, "P", ts=NOON_S - 20)
    vehicle.trip.start_date, vehicle.current_stop_sequence, vehicle.stop_id, vehicle.current_status = "20261030", 1, "A", 1
    load_live(timetable, tmp_path, made, at=NOON)
    told = arrivals(answers, now(), ["B"])
    assert [(r.method, r.vehicle_id) for r in told.itertuples() if r.route_id == "1"] == [("position", "P")]
    assert told.loc[told["route_id"] == "1", "wait_min"].tolist() == [(610 - 20) / 60]  # ten minutes and the stop at B after the fix
    late = arrivals(answers, now(NOON + timedelta(minutes=6)), ["B"])
    assert set(late["method"]) == {"schedule"}  # a fix of six minutes ago is no position


def test_trip_updates_come_before_everything(timetable: Warehouse, answers: Answers, tmp_path: Path) -> None:
    made = message(NOON_S)
    update = add_trip(made, "1-A", (2, "B", NOON_S + 120, NOON_S + 140), (3, "C", NOON_S + 900, NOON_S + 900))
    update.vehicle.id, update.trip.start_date = "P", "20261030"
    load_live(timetable, tmp_path, made, at=NOON)
    told = arrivals(answers, now(), ["B"])
    assert [(r.method, r.vehicle_id, r.wait_min) for r in told.itertuples() if r.route_id == "1"] == [("prediction", "P", 140 / 60)]
    assert bus_calls(answers, now(), "P")["stop_name"].tolist() == ["ASEAN", "Kota"]
    assert set(arrivals(answers, now(NOON + timedelta(minutes=6)), ["B"])["method"]) <= {"schedule"}


def test_an_empty_warehouse_answers_with_nothing(answers: Answers) -> None:
    assert transit_search(answers, "harmoni").empty
    assert arrivals(answers, now(), ["A"]).empty
    assert stops_about(answers, Found("stop", "A")).empty


@pytest.mark.opendata
def test_bart_tells_what_comes_to_a_station(warehouse: Warehouse, answers: Answers, open_data: Path) -> None:
    """The published trip updates of BART, asked at the moment of their header, for a stop that they name."""
    load(warehouse, feed("transit_schedule"), open_data / "gtfs_realtime" / "bart-rt.zip")
    load(warehouse, feed("transit_realtime"), open_data / "gtfs_realtime" / "transitland_bart-trip-updates.pb")
    with warehouse.working() as session:
        (at,) = session.one("select max(header_at) from realtime_header where kind = 'trip_update'")
        stop, trips = session.one(
            "select stop_id, list(trip_id) from trip_update where source = 'bart' and relationship = 'SCHEDULED' and coalesce(departure_at, arrival_at) between $at "
            "and $at + interval 1 hour and updated_at >= $at - interval 1 minute group by stop_id order by count(*) desc, stop_id limit 1",
            {"at": at},
        )
    told = arrivals(answers, Filters(now=at.replace(tzinfo=UTC), source="bart"), [stop], each=20)
    known = told[told["method"] == "prediction"]
    assert len(known) > 3 and set(known["trip_id"]) & set(trips)
    assert known["wait_min"].is_monotonic_increasing and known["wait_min"].between(-0.5, 120).all()
    assert known["stop_name"].notna().any()
