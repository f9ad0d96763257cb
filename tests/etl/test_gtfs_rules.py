"""Rows of a schedule that break a rule, one at a time, and what leans on them."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.errors import BatchRefused
from data.warehouse import Warehouse
from tests.etl.transit_samples import ROWS, SCHEDULE, load_schedule, plus, rows_of_schedule, schedule


def _bad(warehouse: Warehouse) -> list[tuple[str, int, list[str]]]:
    with warehouse.working() as session:
        return session.rows("select part, line_no, reasons from quarantine order by part, line_no")


@pytest.mark.parametrize(
    ("file", "line", "reasons"),
    [
        ("trips.txt", "9,HK,9-A,,0,", ["foreign_key:trips.route_id"]),
        ("trips.txt", "1,MINGGU,9-A,,0,", ["foreign_key:trips.service_id"]),
        ("trips.txt", "1,HK,9-A,,0,S9", ["foreign_key:trips.shape_id"]),
        ("trips.txt", "1,HK,9-A,,7,", ["range:direction_id"]),
        ("trips.txt", "J2,HK,1-A,,0,", ["duplicate_key:trips.txt"]),
        ("stops.txt", "A,Blok M lain,-6.2,106.8,0", ["duplicate_key:stops.txt"]),
        ("stops.txt", "D,Laut,0,0,0", ["zero:lon_lat"]),
        ("stops.txt", "D,Tertukar,106.8,-6.2,0", ["swapped:lon_lat"]),
        ("stops.txt", "D,Kutub,-96.2,106.8,0", ["range:lon_lat"]),
        ("stops.txt", "D,Nihil,NaN,106.8,0", ["type:lat", "required:lon_lat"]),
        ("stops.txt", ",Tanpa id,-6.2,106.8,0", ["required:stop_id"]),
        ("stops.txt", "D,Terlalu,banyak,-6.2,106.8,0,9", ["csv:too_many_columns"]),
        ("stop_times.txt", "9-A,07:00:00,07:00:00,A,1", ["foreign_key:stop_times.trip_id"]),
        ("stop_times.txt", "1-A,07:00:00,07:00:00,Z,9", ["foreign_key:stop_times.stop_id"]),
        ("stop_times.txt", "1-A,07:00:00,07:00:00,A,3", ["duplicate_key:stop_times.txt"]),
        ("stop_times.txt", "1-A,7.30,07:70:00,A,9", ["type:arrival_s", "type:departure_s"]),
        ("stop_times.txt", "1-A,07:00:10,07:00:00,A,9", ["order:arrival_s>departure_s"]),
        ("frequencies.txt", "9-A,05:00:00,06:00:00,400,0", ["foreign_key:frequencies.trip_id"]),
        ("frequencies.txt", "1-A,06:00:00,07:00:00,0,0", ["range:headway_s"]),
        ("shapes.txt", "S1,-6.2,106.8,3", ["duplicate_key:shapes.txt"]),
        (
            "calendar.txt",
            "X,1,1,1,1,1,1,2,20260101,20260230",
            ["type:sunday", "type:end_on", "required:end_on"],
        ),
    ],
)
def test_bad_rows_go_to_quarantine(
    warehouse: Warehouse, tmp_path: Path, file: str, line: str, reasons: list[str]
) -> None:
    counts = load_schedule(warehouse, schedule(tmp_path / "gtfs.zip", plus(file, line))).counts
    assert (counts.read, counts.inserted, counts.quarantined) == (ROWS + 1, ROWS, 1)
    assert _bad(warehouse) == [(file, SCHEDULE[file].count("\n") + 1, reasons)]
    with warehouse.working() as session:
        assert session.one("select raw from quarantine")[0].strip() == line


def test_what_leans_on_a_bad_row_is_bad_too(warehouse: Warehouse, tmp_path: Path) -> None:
    changes = plus("trips.txt", "9,HK,9-A,,0,") | plus(
        "stop_times.txt", "9-A,07:00:00,07:00:00,A,1", "9-A,07:10:00,07:10:00,B,2"
    )
    load_schedule(warehouse, schedule(tmp_path / "gtfs.zip", changes))
    assert _bad(warehouse) == [
        ("stop_times.txt", 7, ["foreign_key:stop_times.trip_id"]),
        ("stop_times.txt", 8, ["foreign_key:stop_times.trip_id"]),
        ("trips.txt", 4, ["foreign_key:trips.route_id"]),
    ]


def test_a_repeated_row_is_a_duplicate_not_a_fault(warehouse: Warehouse, tmp_path: Path) -> None:
    counts = load_schedule(
        warehouse, schedule(tmp_path / "gtfs.zip", plus("stops.txt", "A,Blok M,-6.243,106.801,0"))
    ).counts
    assert (counts.read, counts.inserted, counts.duplicate, counts.quarantined) == (ROWS + 1, ROWS, 1, 0)


def test_a_schedule_of_bad_rows_is_refused_and_the_good_one_stays(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    load_schedule(warehouse, schedule(tmp_path / "good.zip"))
    lost = plus("stop_times.txt", *(f"9-A,07:00:00,07:00:00,A,{n}" for n in range(20)))
    with pytest.raises(BatchRefused, match=r"foreign_key:stop_times\.trip_id × 20"):
        load_schedule(warehouse, schedule(tmp_path / "bad.zip", lost))
    assert sum(rows_of_schedule(warehouse).values()) == ROWS
