"""GTFS-Realtime: each rule in and out, snapshots that are refused whole, and the real feeds."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from google.transit import gtfs_realtime_pb2 as pb

from data.answers import Answers
from data.errors import BatchRefused, ParseError
from data.model import Filters
from data.queries import transit
from data.warehouse import Warehouse
from etl.engine import Batch, load
from etl.feed import Mapping
from etl.feeds import feed
from tests.etl.transit_samples import NOW, NOW_S, add_trip, add_vehicle, message, schedule, written

Row = tuple[object, ...]


@pytest.fixture
def planned(warehouse: Warehouse, tmp_path: Path) -> Warehouse:
    """A warehouse with the sample schedule of the source `uji`."""
    load(warehouse, feed("transit_schedule"), schedule(tmp_path / "gtfs.zip"), source="uji", loaded_at=NOW)
    return warehouse


def _load(warehouse: Warehouse, folder: Path, made: pb.FeedMessage, source: str = "uji", at: datetime = NOW, **given: object) -> Batch:
    return load(warehouse, feed("transit_realtime"), written(folder / "live.pb", made), source=source, loaded_at=at, **given)  # type: ignore[arg-type]


def _rows(warehouse: Warehouse, sql: str) -> list[Row]:
    with warehouse.working() as session:
        return session.rows(sql)


def _reasons(warehouse: Warehouse) -> list[list[str]]:
    return [row[0] for row in _rows(warehouse, "select reasons from quarantine order by part, line_no")]  # type: ignore[misc]


def _notices(warehouse: Warehouse) -> dict[str, int | None]:
    (found,) = _rows(warehouse, "select notices from batch order by batch desc limit 1")[0]
    return {n["rule"]: n["n"] for n in json.loads(str(found))}


def test_a_vehicle_lands_with_its_route(planned: Warehouse, tmp_path: Path) -> None:
    made = message()
    vehicle = add_vehicle(made, "B1")
    vehicle.position.bearing, vehicle.position.speed, vehicle.vehicle.label = 90, 8.5, "TJ 001"
    vehicle.occupancy_status, vehicle.current_status = pb.VehiclePosition.FULL, pb.VehiclePosition.STOPPED_AT
    batch = _load(planned, tmp_path, made)
    assert (batch.counts.read, batch.counts.inserted) == (1, 1)
    assert _rows(planned, "select vehicle_id, seen_at, label, trip_id, route_id, direction_id, bearing, speed_ms, stop_status, occupancy, remarks from vehicle_position") == [
        ("B1", datetime(2026, 10, 31, 4, 59, 55), "TJ 001", "1-A", "1", 0, 90.0, 8.5, "STOPPED_AT", "FULL", []),
    ]  # fmt: skip
    assert _rows(planned, "select kind, schedule_source, entities, matched from realtime_header") == [("vehicle", "uji", 1, 1)]
    assert not any((planned.settings.var / "incoming").iterdir())


def test_the_same_snapshot_twice_changes_nothing(planned: Warehouse, tmp_path: Path) -> None:
    made = message()
    add_vehicle(made, "B1")
    add_trip(made, "1-A", (1, "A", NOW_S + 60, NOW_S + 70), (2, "B", NOW_S + 160, NOW_S + 170))
    made.entity.add(id="a1").alert.header_text.translation.add(text="Halte ditutup", language="id")
    assert _load(planned, tmp_path, made).counts.inserted == 4
    versions = _rows(planned, "select * from table_version order by 1")
    assert _load(planned, tmp_path, made).counts.duplicate == 4
    assert _rows(planned, "select * from table_version order by 1") == versions


@pytest.mark.parametrize(
    ("field", "value", "reasons"),
    [
        ("timestamp", NOW_S * 1000, ["E001", "required:seen_at"]),
        ("timestamp", 7, ["E001", "required:seen_at"]),
        ("timestamp", NOW_S + 61, ["E050"]),
        ("trip.trip_id", "9-A", ["E003"]),
        ("trip.route_id", "99", ["E004"]),
        ("stop_id", "Z", ["E011"]),
        ("position.latitude", 91.0, ["E026"]),
        ("position.longitude", float("nan"), ["E026"]),
        ("position.longitude", float("inf"), ["E026"]),
        ("position.bearing", 361.0, ["E027"]),
        ("position.bearing", -1.0, ["E027"]),
    ],
)
def test_a_wrong_vehicle_goes_to_quarantine(planned: Warehouse, tmp_path: Path, field: str, value: object, reasons: list[str]) -> None:
    made = message()
    vehicle = add_vehicle(made, "B1")
    *above, name = field.split(".")
    setattr(getattr(vehicle, above[0]) if above else vehicle, name, value)
    add_vehicle(made, "B2")
    batch = _load(planned, tmp_path, made)
    assert (batch.counts.inserted, batch.counts.quarantined) == (1, 1)
    assert _reasons(planned) == [reasons]
    assert _rows(planned, "select vehicle_id from vehicle_position") == [("B2",)]


def test_a_vehicle_at_zero_or_without_a_position(planned: Warehouse, tmp_path: Path) -> None:
    made = message()
    add_vehicle(made, "B1", lon=0, lat=0)
    bare = made.entity.add(id="e9").vehicle
    bare.vehicle.id = "B9"
    add_vehicle(made, "B2")
    add_vehicle(made, "B3")
    _load(planned, tmp_path, made)
    assert _reasons(planned) == [["E026"], ["E026"]]


def test_of_two_records_of_a_vehicle_the_newest_counts(planned: Warehouse, tmp_path: Path) -> None:
    made = message()
    add_vehicle(made, "B1", ts=NOW_S - 30)
    add_vehicle(made, "B1", ts=NOW_S - 5)
    add_vehicle(made, "B1", ts=NOW_S * 1000)  # a wrong clock never wins
    add_vehicle(made, "B2")
    _load(planned, tmp_path, made)
    assert _reasons(planned) == [["E052"], ["E001", "E052", "required:seen_at"]]
    assert _rows(planned, "select seen_at from vehicle_position where vehicle_id = 'B1'") == [(datetime(2026, 10, 31, 4, 59, 55),)]


@pytest.mark.parametrize(
    ("lon", "lat", "remarks"),
    [(106.8010, -6.2430, []), (106.8065, -6.1900, []), (106.8030, -6.2430, ["E029"]), (106.8065 + 0.0030, -6.1900, ["E029"]), (107.2, -6.2, ["E028", "E029"])],
)
def test_off_the_shape_or_the_region_is_marked_and_kept(planned: Warehouse, tmp_path: Path, lon: float, lat: float, remarks: list[str]) -> None:
    """The second point lies between two points of the shape that are 11 km apart: the line counts, not its points."""
    made = message()
    add_vehicle(made, "B1", lon=lon, lat=lat)
    assert _load(planned, tmp_path, made).counts.inserted == 1
    assert _rows(planned, "select remarks from vehicle_position") == [(remarks,)]
    assert {rule: n for rule, n in _notices(planned).items() if rule in ("E028", "E029")} == dict.fromkeys(remarks, 1)


def test_small_faults_are_notices(planned: Warehouse, tmp_path: Path) -> None:
    _load(planned, tmp_path, message(NOW_S - 100))
    first = message(NOW_S - 100)
    add_vehicle(first, "B1", ts=NOW_S - 110)
    _load(planned, tmp_path, first)
    made = message(NOW_S - 66)
    hurried = add_vehicle(made, "B1", ts=0)
    hurried.position.speed = 27
    hurried.trip.ClearField("schedule_relationship")
    _load(planned, tmp_path, made)
    assert _notices(planned) == {"W001": 1, "W004": 1, "W008": 1, "W009": 1}
    later = message(NOW_S - 30)
    add_vehicle(later, "B1", ts=NOW_S - 40)
    _load(planned, tmp_path, later)
    assert _notices(planned) == {"W007": 1}
    assert _rows(planned, "select count(*) from vehicle_position") == [(3,)]


def _snapshot(header_s: int, *ts: int) -> pb.FeedMessage:
    made = message(header_s)
    for nth, moment in enumerate(ts):
        add_vehicle(made, f"B{nth}", ts=moment)
    return made


@pytest.mark.parametrize(
    ("made", "rule"),
    [
        (_snapshot(NOW_S - 20, NOW_S - 30), "E018"),
        (_snapshot(NOW_S - 10, NOW_S - 12, NOW_S - 13), "E017"),
        (_snapshot(NOW_S - 5, NOW_S - 2), "E012"),
        (_snapshot((NOW_S - 5) * 1000, NOW_S - 8), "E001"),
    ],
)
def test_a_snapshot_that_must_not_count_is_refused_whole(planned: Warehouse, tmp_path: Path, made: pb.FeedMessage, rule: str) -> None:
    _load(planned, tmp_path, _snapshot(NOW_S - 10, NOW_S - 11))
    before = _rows(planned, "select * from vehicle_position"), _rows(planned, "select * from realtime_header")
    with pytest.raises(ParseError, match=f"uji: {rule}, ") as caught:
        _load(planned, tmp_path, made)
    assert "last good state stays" in caught.value.hint
    assert (_rows(planned, "select * from vehicle_position"), _rows(planned, "select * from realtime_header")) == before
    assert not any((planned.settings.var / "incoming").iterdir())


def test_each_kind_has_a_header_of_its_own(planned: Warehouse, tmp_path: Path) -> None:
    _load(planned, tmp_path, _snapshot(NOW_S - 10, NOW_S - 11))
    trips = message(NOW_S - 40)
    add_trip(trips, "1-A", (1, "A", NOW_S, NOW_S))
    assert _load(planned, tmp_path, trips).counts.inserted == 1


def test_an_old_snapshot_loads_and_is_stale(planned: Warehouse, answers: Answers, tmp_path: Path) -> None:
    _load(planned, tmp_path, _snapshot(NOW_S - 7200, NOW_S - 7210))
    found = transit.vehicles_now(answers, Filters(now=NOW))
    assert found.is_stale.tolist() == [True]
    assert transit.vehicles_now(answers, Filters(now=NOW - timedelta(hours=2))).is_stale.tolist() == [False]
    assert _notices(planned) == {"W008": 1}


def test_without_a_schedule_ids_cannot_be_judged(warehouse: Warehouse, tmp_path: Path) -> None:
    made = message()
    add_vehicle(made, "B1", trip_id="tidak dikenal", lon=-79.6, lat=43.6)
    assert _load(warehouse, tmp_path, made, source="lain").counts.inserted == 1
    assert _notices(warehouse) == {"E003:unjudged": 1}


def test_a_mapping_may_name_the_schedule_of_another_source(planned: Warehouse, answers: Answers, tmp_path: Path) -> None:
    made = message()
    add_vehicle(made, "B1")
    add_vehicle(made, "B2", trip_id="9-A")
    mapping = Mapping("lain", "gtfs_rt", "lain", constants={"schedule_source": "uji"})
    batch = _load(planned, tmp_path, made, source="lain", mapping=mapping)
    assert (batch.counts.inserted, batch.counts.quarantined) == (1, 1)
    assert transit.vehicles_now(answers, Filters(now=NOW, source="lain")).route_short_name.tolist() == ["1"]


def test_nothing_missing_is_a_crash(planned: Warehouse, tmp_path: Path) -> None:
    made = message()
    made.entity.add(id="x").vehicle.position.CopyFrom(pb.Position(latitude=-6.2, longitude=106.8))
    made.entity.add(id="y").trip_update.trip.CopyFrom(pb.TripDescriptor())
    made.entity.add(id="z").alert.CopyFrom(pb.Alert())
    made.entity.add(id="gone", is_deleted=True)
    made.entity.add(id="empty")
    _load(planned, tmp_path, made)
    assert _rows(planned, "select vehicle_id from vehicle_position") == [("x",)]
    assert _reasons(planned) == [["required:trip_id"]]
    bare = pb.FeedMessage()
    bare.header.gtfs_realtime_version = "2.0"
    add_vehicle(bare, "B1")
    assert _load(planned, tmp_path, bare, source="tanpa_waktu").counts.quarantined == 0


def test_stops_out_of_order_and_times_that_step_back(planned: Warehouse, tmp_path: Path) -> None:
    made = message()
    add_trip(made, "1-A", (1, "A", NOW_S + 10, NOW_S + 20), (3, "C", NOW_S + 30, NOW_S + 40), (2, "B", NOW_S + 50, NOW_S + 60))
    add_trip(made, "2-A", (1, "B", NOW_S + 10, NOW_S + 20), (2, "C", NOW_S + 19, NOW_S + 30))
    add_trip(made, "2-A", (1, "B", NOW_S * 1000, NOW_S * 1000), (2, "C", NOW_S + 19, NOW_S + 30))
    add_trip(made, "1-A", (1, "A", NOW_S, NOW_S + 1), (1, "B", NOW_S + 2, NOW_S + 3), (4, "C", NOW_S + 9, NOW_S + 8))
    _load(planned, tmp_path, made)
    assert [(line, reasons) for line, reasons in _rows(planned, "select line_no, reasons from quarantine order by 1")] == [
        (3, ["E002"]), (5, ["E022"]), (6, ["E001"]), (8, ["E002"]), (9, ["E002"]), (10, ["E022"]),
    ]  # fmt: skip


def test_trips_that_the_day_adds_or_takes_away(planned: Warehouse, answers: Answers, tmp_path: Path) -> None:
    made = message()
    add_trip(made, "tambahan", (1, "B", NOW_S + 60, NOW_S + 70), relationship=pb.TripDescriptor.ADDED)
    add_trip(made, "hantu", (1, "B", NOW_S + 60, NOW_S + 70))
    add_trip(made, "1-A", relationship=pb.TripDescriptor.CANCELED)
    add_trip(made, "2-A", (1, "B", NOW_S + 30, NOW_S + 40)).stop_time_update[0].schedule_relationship = pb.TripUpdate.StopTimeUpdate.SKIPPED
    _load(planned, tmp_path, made)
    assert _reasons(planned) == [["E003"]]
    assert _rows(planned, "select trip_id, stop_sequence, relationship from trip_update order by 1") == [("1-A", None, "CANCELED"), ("2-A", 1, "SKIPPED"), ("tambahan", 1, "ADDED")]
    coming = transit.trip_updates_at_stop(answers, Filters(now=NOW), "B")
    assert coming[["trip_id", "route_short_name"]].values.tolist() == [["2-A", "JAK.02"], ["tambahan", None]]


def test_a_newer_update_takes_the_place_of_an_older_one(planned: Warehouse, tmp_path: Path) -> None:
    for moment, arrival in ((NOW_S - 60, NOW_S + 60), (NOW_S - 30, NOW_S + 90)):
        made = message(moment)
        add_trip(made, "1-A", (1, "A", arrival, arrival))
        _load(planned, tmp_path, made)
    assert _rows(planned, "select arrival_at, start_s from trip_update") == [(datetime(2026, 10, 31, 5, 1, 30), 18_000)]


def test_an_alert_is_kept_even_when_it_names_unknown_things(planned: Warehouse, tmp_path: Path) -> None:
    made = message()
    alert = made.entity.add(id="a1").alert
    alert.header_text.translation.add(text="Detour", language="en")
    alert.header_text.translation.add(text="Dialihkan", language="id")
    alert.active_period.add(start=NOW_S)
    alert.informed_entity.add(route_id="99")
    alert.informed_entity.add(stop_id="A")
    alert.effect = pb.Alert.DETOUR
    _load(planned, tmp_path, made)
    assert _rows(planned, "select header, effect, active_from, active_until, route_ids, stop_ids from service_alert") == [
        ("Dialihkan", "DETOUR", datetime(2026, 10, 31, 5, 0), None, ["99"], ["A"]),
    ]  # fmt: skip
    assert _notices(planned) == {"E004": 1}


@pytest.mark.parametrize("body", [b"not valid pb data", b"<html>503</html>", b"\x0a", message().SerializeToString()[:-1] + b"\xff\xff"])
def test_bytes_that_are_no_message_are_refused(planned: Warehouse, tmp_path: Path, body: bytes) -> None:
    _load(planned, tmp_path, _snapshot(NOW_S - 10, NOW_S - 11))
    (tmp_path / "bad.pb").write_bytes(body)
    with pytest.raises(ParseError, match=r"bad\.pb is not a (whole )?GTFS-Realtime message"):
        load(planned, feed("transit_realtime"), tmp_path / "bad.pb", source="uji", loaded_at=NOW)
    assert _rows(planned, "select count(*) from vehicle_position") == [(1,)]


def test_a_snapshot_of_another_schedule_is_refused(planned: Warehouse, tmp_path: Path) -> None:
    made = message()
    for nth in range(20):
        add_vehicle(made, f"B{nth}", trip_id=f"asing-{nth}")
    with pytest.raises(BatchRefused, match="E003 × 20"):
        _load(planned, tmp_path, made)
    assert _rows(planned, "select count(*) from vehicle_position") == [(0,)]


@pytest.mark.opendata
def test_bart_against_its_own_schedule(warehouse: Warehouse, open_data: Path) -> None:
    folder = open_data / "gtfs_realtime"
    assert load(warehouse, feed("transit_schedule"), folder / "bart-rt.zip").source == "bart"
    batch = load(warehouse, feed("transit_realtime"), folder / "transitland_bart-trip-updates.pb")
    assert batch.source == "bart"
    assert (batch.counts.read, batch.counts.inserted, batch.counts.quarantined) == (1060, 1028, 32)
    assert _rows(warehouse, "select entities, matched from realtime_header") == [(91, 65)]
    assert _rows(warehouse, "select count(distinct trip_id) from trip_update where trip_id in (select trip_id from transit_trip)") == [(65,)]
    assert _rows(warehouse, "select count(distinct trip_id) from trip_update where relationship = 'ADDED'") == [(8,)]
    again = load(warehouse, feed("transit_realtime"), folder / "transitland_bart-trip-updates.pb").counts
    assert (again.duplicate, again.quarantined) == (1028, 32)
    assert load(warehouse, feed("transit_realtime"), folder / "transitland_bart-alerts.pb").counts.inserted == 1


@pytest.mark.opendata
def test_a_feed_whose_schedule_is_not_here(warehouse: Warehouse, answers: Answers, open_data: Path) -> None:
    names = {"VehiclePositions": 125, "TripUpdates": 3798, "Alerts": 69}
    for name, rows in names.items():
        file = open_data / "gtfs_realtime" / f"mississauga_20251026_{name}.pb"
        batch = load(warehouse, feed("transit_realtime"), file)
        assert (batch.source, batch.counts.inserted) == ("mississauga", rows)
        assert load(warehouse, feed("transit_realtime"), file).counts.duplicate == rows
    assert _notices(warehouse)["E003:unjudged"] == 1
    asked = Filters(now=datetime(2025, 10, 26, 22, 51, tzinfo=UTC), source="mississauga")
    assert len(transit.vehicles_now(answers, asked)) == 125


@pytest.mark.opendata
def test_the_corrupt_message(warehouse: Warehouse, open_data: Path) -> None:
    with pytest.raises(ParseError, match=r"transitland_invalid\.pb is not a GTFS-Realtime message") as caught:
        load(warehouse, feed("transit_realtime"), open_data / "gtfs_realtime" / "transitland_invalid.pb")
    assert "last good state stays" in caught.value.hint
