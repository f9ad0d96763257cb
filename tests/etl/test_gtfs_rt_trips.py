"""GTFS-Realtime trip updates and alerts."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from google.transit import gtfs_realtime_pb2 as pb

from data.answers import Answers
from data.model import Filters
from data.queries import transit
from data.warehouse import Warehouse
from tests.etl.transit_samples import (
    NOW,
    NOW_S,
    add_trip,
    asked,
    bad_reasons,
    load_live,
    message,
    noted,
)


def test_stops_out_of_order_and_times_that_step_back(planned: Warehouse, tmp_path: Path) -> None:
    made = message()
    add_trip(
        made,
        "1-A",
        (1, "A", NOW_S + 10, NOW_S + 20),
        (3, "C", NOW_S + 30, NOW_S + 40),
        (2, "B", NOW_S + 50, NOW_S + 60),
    )
    add_trip(made, "2-A", (1, "B", NOW_S + 10, NOW_S + 20), (2, "C", NOW_S + 19, NOW_S + 30))
    add_trip(made, "2-A", (1, "B", NOW_S * 1000, NOW_S * 1000), (2, "C", NOW_S + 19, NOW_S + 30))
    add_trip(
        made,
        "1-A",
        (1, "A", NOW_S, NOW_S + 1),
        (1, "B", NOW_S + 2, NOW_S + 3),
        (4, "C", NOW_S + 9, NOW_S + 8),
    )
    load_live(planned, tmp_path, made)
    assert [
        (line, reasons)
        for line, reasons in asked(planned, "select line_no, reasons from quarantine order by 1")
    ] == [
        (3, ["E002"]),
        (5, ["E022"]),
        (6, ["E001"]),
        (8, ["E002"]),
        (9, ["E002"]),
        (10, ["E022"]),
    ]


def test_trips_that_the_day_adds_or_takes_away(planned: Warehouse, answers: Answers, tmp_path: Path) -> None:
    made = message()
    add_trip(made, "tambahan", (1, "B", NOW_S + 60, NOW_S + 70), relationship=pb.TripDescriptor.ADDED)
    add_trip(made, "hantu", (1, "B", NOW_S + 60, NOW_S + 70))
    add_trip(made, "1-A", relationship=pb.TripDescriptor.CANCELED)
    add_trip(made, "2-A", (1, "B", NOW_S + 30, NOW_S + 40)).stop_time_update[
        0
    ].schedule_relationship = pb.TripUpdate.StopTimeUpdate.SKIPPED
    load_live(planned, tmp_path, made)
    assert bad_reasons(planned) == [["E003"]]
    assert asked(planned, "select trip_id, stop_sequence, relationship from trip_update order by 1") == [
        ("1-A", None, "CANCELED"),
        ("2-A", 1, "SKIPPED"),
        ("tambahan", 1, "ADDED"),
    ]
    coming = transit.trip_updates_at_stop(answers, Filters(now=NOW), "B")
    assert coming[["trip_id", "route_short_name"]].values.tolist() == [["2-A", "JAK.02"], ["tambahan", None]]


def test_a_newer_update_takes_the_place_of_an_older_one(planned: Warehouse, tmp_path: Path) -> None:
    for moment, arrival in ((NOW_S - 60, NOW_S + 60), (NOW_S - 30, NOW_S + 90)):
        made = message(moment)
        add_trip(made, "1-A", (1, "A", arrival, arrival))
        load_live(planned, tmp_path, made)
    assert asked(planned, "select arrival_at, start_s from trip_update") == [
        (datetime(2026, 10, 31, 5, 1, 30), 18_000)
    ]


def test_an_alert_is_kept_even_when_it_names_unknown_things(planned: Warehouse, tmp_path: Path) -> None:
    made = message()
    alert = made.entity.add(id="a1").alert
    alert.header_text.translation.add(text="Detour", language="en")
    alert.header_text.translation.add(text="Dialihkan", language="id")
    alert.active_period.add(start=NOW_S)
    alert.informed_entity.add(route_id="99")
    alert.informed_entity.add(stop_id="A")
    alert.effect = pb.Alert.DETOUR
    load_live(planned, tmp_path, made)
    assert asked(
        planned, "select header, effect, active_from, active_until, route_ids, stop_ids from service_alert"
    ) == [
        ("Dialihkan", "DETOUR", datetime(2026, 10, 31, 5, 0), None, ["99"], ["A"]),
    ]
    assert noted(planned) == {"E004": 1}
