"""GTFS-Realtime vehicles: each rule in and out."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from google.transit import gtfs_realtime_pb2 as pb

from data.answers import Answers
from data.model import Filters
from data.queries import transit
from data.warehouse import Warehouse
from etl.feed import Mapping
from tests.etl.transit_samples import (
    NOW,
    NOW_S,
    add_trip,
    add_vehicle,
    asked,
    bad_reasons,
    load_live,
    message,
    noted,
    snapshot,
)


def test_a_vehicle_lands_with_its_route(planned: Warehouse, tmp_path: Path) -> None:
    made = message()
    vehicle = add_vehicle(made, "B1")
    vehicle.position.bearing, vehicle.position.speed, vehicle.vehicle.label = 90, 8.5, "TJ 001"
    vehicle.occupancy_status, vehicle.current_status = pb.VehiclePosition.FULL, pb.VehiclePosition.STOPPED_AT
    batch = load_live(planned, tmp_path, made)
    assert (batch.counts.read, batch.counts.inserted) == (1, 1)
    assert asked(
        planned,
        "select vehicle_id, seen_at, label, trip_id, route_id, direction_id, bearing, speed_ms, stop_status, occupancy, remarks from vehicle_position",
    ) == [
        (
            "B1",
            datetime(2026, 10, 31, 4, 59, 55),
            "TJ 001",
            "1-A",
            "1",
            0,
            90.0,
            8.5,
            "STOPPED_AT",
            "FULL",
            [],
        ),
    ]
    assert asked(planned, "select kind, schedule_source, entities, matched from realtime_header") == [
        ("vehicle", "uji", 1, 1)
    ]
    assert not any((planned.settings.var / "incoming").iterdir())


def test_the_same_snapshot_twice_changes_nothing(planned: Warehouse, tmp_path: Path) -> None:
    made = message()
    add_vehicle(made, "B1")
    add_trip(made, "1-A", (1, "A", NOW_S + 60, NOW_S + 70), (2, "B", NOW_S + 160, NOW_S + 170))
    made.entity.add(id="a1").alert.header_text.translation.add(text="Halte ditutup", language="id")
    assert load_live(planned, tmp_path, made).counts.inserted == 4
    versions = asked(planned, "select * from table_version order by 1")
    assert load_live(planned, tmp_path, made).counts.duplicate == 4
    assert asked(planned, "select * from table_version order by 1") == versions


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
def test_a_wrong_vehicle_goes_to_quarantine(
    planned: Warehouse, tmp_path: Path, field: str, value: object, reasons: list[str]
) -> None:
    made = message()
    vehicle = add_vehicle(made, "B1")
    *above, name = field.split(".")
    setattr(getattr(vehicle, above[0]) if above else vehicle, name, value)
    add_vehicle(made, "B2")
    batch = load_live(planned, tmp_path, made)
    assert (batch.counts.inserted, batch.counts.quarantined) == (1, 1)
    assert bad_reasons(planned) == [reasons]
    assert asked(planned, "select vehicle_id from vehicle_position") == [("B2",)]


def test_a_vehicle_at_zero_or_without_a_position(planned: Warehouse, tmp_path: Path) -> None:
    made = message()
    add_vehicle(made, "B1", lon=0, lat=0)
    bare = made.entity.add(id="e9").vehicle
    bare.vehicle.id = "B9"
    add_vehicle(made, "B2")
    add_vehicle(made, "B3")
    load_live(planned, tmp_path, made)
    assert bad_reasons(planned) == [["E026"], ["E026"]]


def test_of_two_records_of_a_vehicle_the_newest_counts(planned: Warehouse, tmp_path: Path) -> None:
    made = message()
    add_vehicle(made, "B1", ts=NOW_S - 30)
    add_vehicle(made, "B1", ts=NOW_S - 5)
    add_vehicle(made, "B1", ts=NOW_S * 1000)  # a wrong clock never wins
    add_vehicle(made, "B2")
    load_live(planned, tmp_path, made)
    assert bad_reasons(planned) == [["E052"], ["E001", "E052", "required:seen_at"]]
    assert asked(planned, "select seen_at from vehicle_position where vehicle_id = 'B1'") == [
        (datetime(2026, 10, 31, 4, 59, 55),)
    ]


@pytest.mark.parametrize(
    ("lon", "lat", "remarks"),
    [
        (106.8010, -6.2430, []),
        (106.8065, -6.1900, []),
        (106.8030, -6.2430, ["E029"]),
        (106.8065 + 0.0030, -6.1900, ["E029"]),
        (107.2, -6.2, ["E028", "E029"]),
    ],
)
def test_off_the_shape_or_the_region_is_marked_and_kept(
    planned: Warehouse, tmp_path: Path, lon: float, lat: float, remarks: list[str]
) -> None:
    """The second point lies between two points of the shape that are 11 km apart: the line counts, not its points."""
    made = message()
    add_vehicle(made, "B1", lon=lon, lat=lat)
    assert load_live(planned, tmp_path, made).counts.inserted == 1
    assert asked(planned, "select remarks from vehicle_position") == [(remarks,)]
    assert {rule: n for rule, n in noted(planned).items() if rule in ("E028", "E029")} == dict.fromkeys(
        remarks, 1
    )


def test_small_faults_are_notices(planned: Warehouse, tmp_path: Path) -> None:
    load_live(planned, tmp_path, message(NOW_S - 100))
    first = message(NOW_S - 100)
    add_vehicle(first, "B1", ts=NOW_S - 110)
    load_live(planned, tmp_path, first)
    made = message(NOW_S - 66)
    hurried = add_vehicle(made, "B1", ts=0)
    hurried.position.speed = 27
    hurried.trip.ClearField("schedule_relationship")
    load_live(planned, tmp_path, made)
    assert noted(planned) == {"W001": 1, "W004": 1, "W008": 1, "W009": 1}
    later = message(NOW_S - 30)
    add_vehicle(later, "B1", ts=NOW_S - 40)
    load_live(planned, tmp_path, later)
    assert noted(planned) == {"W007": 1}
    assert asked(planned, "select count(*) from vehicle_position") == [(3,)]


def test_an_old_snapshot_loads_and_is_stale(planned: Warehouse, answers: Answers, tmp_path: Path) -> None:
    load_live(planned, tmp_path, snapshot(NOW_S - 7200, NOW_S - 7210))
    found = transit.vehicles_now(answers, Filters(now=NOW))
    assert found.is_stale.tolist() == [True]
    assert transit.vehicles_now(answers, Filters(now=NOW - timedelta(hours=2))).is_stale.tolist() == [False]
    assert noted(planned) == {"W008": 1}


def test_without_a_schedule_ids_cannot_be_judged(warehouse: Warehouse, tmp_path: Path) -> None:
    made = message()
    add_vehicle(made, "B1", trip_id="tidak dikenal", lon=-79.6, lat=43.6)
    assert load_live(warehouse, tmp_path, made, source="lain").counts.inserted == 1
    assert noted(warehouse) == {"E003:unjudged": 1}


def test_a_mapping_may_name_the_schedule_of_another_source(
    planned: Warehouse, answers: Answers, tmp_path: Path
) -> None:
    made = message()
    add_vehicle(made, "B1")
    add_vehicle(made, "B2", trip_id="9-A")
    mapping = Mapping("lain", "gtfs_rt", "lain", constants={"schedule_source": "uji"})
    batch = load_live(planned, tmp_path, made, source="lain", mapping=mapping)
    assert (batch.counts.inserted, batch.counts.quarantined) == (1, 1)
    assert transit.vehicles_now(answers, Filters(now=NOW, source="lain")).route_short_name.tolist() == ["1"]


def test_nothing_missing_is_a_crash(planned: Warehouse, tmp_path: Path) -> None:
    made = message()
    made.entity.add(id="x").vehicle.position.CopyFrom(pb.Position(latitude=-6.2, longitude=106.8))
    made.entity.add(id="y").trip_update.trip.CopyFrom(pb.TripDescriptor())
    made.entity.add(id="z").alert.CopyFrom(pb.Alert())
    made.entity.add(id="gone", is_deleted=True)
    made.entity.add(id="empty")
    load_live(planned, tmp_path, made)
    assert asked(planned, "select vehicle_id from vehicle_position") == [("x",)]
    assert bad_reasons(planned) == [["required:trip_id"]]
    bare = pb.FeedMessage()
    bare.header.gtfs_realtime_version = "2.0"
    add_vehicle(bare, "B1")
    assert load_live(planned, tmp_path, bare, source="tanpa_waktu").counts.quarantined == 0
