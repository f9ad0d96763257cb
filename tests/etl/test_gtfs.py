"""GTFS schedules: what is read, what is refused, what is quarantined and why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from data.answers import Answers
from data.errors import ParseError
from data.model import Filters
from data.queries import transit
from data.warehouse import Warehouse
from etl.engine import load
from etl.feeds import feed
from tests.etl.transit_samples import (
    NOW,
    ROWS,
    SCHEDULE,
    TABLES,
    load_schedule,
    notices_of_last,
    rows_of_schedule,
    schedule,
)


def test_a_schedule_lands_typed(warehouse: Warehouse, tmp_path: Path) -> None:
    counts = load_schedule(warehouse, schedule(tmp_path / "gtfs.zip")).counts
    assert (counts.read, counts.inserted, counts.quarantined) == (ROWS, ROWS, 0)
    with warehouse.working() as session:
        assert session.rows(
            "select arrival_s, departure_s from transit_stop_time where trip_id = '1-A' order by stop_sequence"
        ) == [
            (18_000, 18_010),
            (18_600, 18_620),
            (90_600, 90_600),
        ]
        assert session.rows("select route_id, service_class, route_color from transit_route order by 1") == [
            ("1", "brt", "D62126"),
            ("J2", "non_brt", None),
        ]
        assert session.rows("select start_s, end_s, headway_s from transit_frequency") == [
            (18_000, 88_200, 400)
        ]
        assert session.one("select monday, saturday, end_on::varchar from transit_calendar") == (
            True,
            False,
            "2027-12-31",
        )
        assert session.one("select location_type, place from transit_stop where stop_id = 'C'") == (
            0,
            "outside",
        )
    assert not any((warehouse.settings.var / "incoming").iterdir())


def test_the_same_schedule_twice_changes_nothing(warehouse: Warehouse, tmp_path: Path) -> None:
    file = schedule(tmp_path / "gtfs.zip")
    load_schedule(warehouse, file)
    with warehouse.working() as session:
        before = session.rows("select * from table_version order by 1")
        again = load_schedule(warehouse, file).counts
        assert (again.read, again.duplicate) == (ROWS, ROWS)
        assert session.rows("select * from table_version order by 1") == before


def test_byte_marks_line_ends_and_quoted_breaks(warehouse: Warehouse, tmp_path: Path) -> None:
    changes: dict[str, str | bytes | None] = {
        name: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode() for name, text in SCHEDULE.items()
    }
    changes["stops.txt"] = (
        b"\xef\xbb\xbf"
        + SCHEDULE["stops.txt"].replace("ASEAN", '"ASEAN\r\n""Utara"""').replace("\n", "\n").encode()
    )
    assert load_schedule(warehouse, schedule(tmp_path / "gtfs.zip", changes)).counts.inserted == ROWS
    with warehouse.working() as session:
        assert session.one("select stop_name from transit_stop where stop_id = 'B'")[0] == 'ASEAN\r\n"Utara"'


def test_optional_files_may_be_missing(warehouse: Warehouse, tmp_path: Path) -> None:
    days = "service_id,date,exception_type\nHK,20261031,1\n"
    changes = {
        "calendar.txt": None,
        "calendar_dates.txt": days,
        "frequencies.txt": None,
        "shapes.txt": None,
        "trips.txt": SCHEDULE["trips.txt"].replace("S1", ""),
    }
    load_schedule(warehouse, schedule(tmp_path / "gtfs.zip", changes))
    assert rows_of_schedule(warehouse) == dict(zip(TABLES, (1, 2, 3, 2, 5, 0, 0, 1, 0), strict=True))


def test_a_new_schedule_takes_the_place_of_the_old_one(warehouse: Warehouse, tmp_path: Path) -> None:
    load_schedule(warehouse, schedule(tmp_path / "old.zip"), "lain")
    load_schedule(warehouse, schedule(tmp_path / "old.zip"))
    changes = {
        "frequencies.txt": None,
        "stop_times.txt": SCHEDULE["stop_times.txt"].replace("1-A,25:10:00,25:10:00,C,3\n", ""),
    }
    counts = load_schedule(warehouse, schedule(tmp_path / "new.zip", changes)).counts
    assert (counts.read, counts.duplicate) == (ROWS - 2, ROWS - 2)
    assert rows_of_schedule(warehouse) == dict(zip(TABLES, (1, 2, 3, 2, 4, 3, 1, 0, 0), strict=True))
    assert rows_of_schedule(warehouse, "lain") == dict(zip(TABLES, (1, 2, 3, 2, 5, 3, 1, 0, 1), strict=True))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"stops.txt": None}, r"stops\.txt is missing"),
        (
            {"calendar.txt": None, "calendar_dates.txt": None},
            r"calendar\.txt \(or calendar_dates\.txt\) is missing",
        ),
        (
            {"stop_times.txt": "trip_id,stop_id\n1-A,A\n"},
            r"stop_times\.txt, line 1: the column stop_sequence is missing",
        ),
        (
            {"routes.txt": "route_id,route_id,route_type\n1,1,3\n"},
            r"routes\.txt, line 1: the column route_id stands there twice",
        ),
        ({"trips.txt": ""}, r"trips\.txt is empty"),
        ({"trips.txt": "route_id,service_id,trip_id\n"}, r"trips\.txt has no rows"),
    ],
)
def test_a_schedule_that_is_not_whole_is_refused(
    warehouse: Warehouse, tmp_path: Path, changes: dict[str, str | None], words: str
) -> None:
    load_schedule(warehouse, schedule(tmp_path / "good.zip"))
    with pytest.raises(ParseError, match=words) as caught:
        load_schedule(warehouse, schedule(tmp_path / "bad.zip", changes))
    assert caught.value.message.startswith("bad.zip")
    assert sum(rows_of_schedule(warehouse).values()) == ROWS
    assert not any((warehouse.settings.var / "incoming").iterdir())


def test_news_in_the_form_is_a_notice(warehouse: Warehouse, tmp_path: Path) -> None:
    changes = {
        "agency.txt": "agency_id,agency_name,agency_timezone,warna\nT,Transjakarta,Asia/Jakarta,biru\n",
        "catatan.txt": "x",
        "transfers.txt": "x",
        "frequencies.txt": "",
    }
    load_schedule(warehouse, schedule(tmp_path / "gtfs.zip", changes, folder="gtfs/"))
    assert [notice["text"] for notice in notices_of_last(warehouse)] == [
        "folder_level:gtfs",
        "ignored_file:catatan.txt",
        "empty_file:frequencies.txt",
        "new_column:agency.txt:warna",
    ]


@pytest.mark.parametrize(
    ("desc", "kind", "color", "expected"),
    [
        ("", "3", "D62126", "brt"),
        ("", "3", "00609C", "non_brt"),
        ("Royaltrans", "3", "D62126", "non_brt"),
        ("", "1", "", "rail"),
        ("Angkutan LRT", "3", "", "rail"),
    ],
)
def test_the_class_of_a_route(
    warehouse: Warehouse, tmp_path: Path, desc: str, kind: str, color: str, expected: str
) -> None:
    line = f"1,T,1,Blok M - Kota,{desc},{kind},{color}\n"
    routes = {
        "routes.txt": "route_id,agency_id,route_short_name,route_long_name,route_desc,route_type,route_color\n"
        + line
        + "J2,T,,,,3,\n"
    }
    load_schedule(warehouse, schedule(tmp_path / "gtfs.zip", routes))
    with warehouse.working() as session:
        assert session.one("select service_class from transit_route where route_id = '1'")[0] == expected


def test_routes_and_stops_can_be_asked(warehouse: Warehouse, answers: Answers, tmp_path: Path) -> None:
    load_schedule(warehouse, schedule(tmp_path / "gtfs.zip"))
    filters = Filters(now=NOW)
    lines = transit.route_lines(answers).set_index("route_id")
    assert [len(part) for part in json.loads(lines.geometry["1"])["coordinates"]] == [3]
    assert [len(part) for part in json.loads(lines.geometry["J2"])["coordinates"]] == [
        2
    ]  # no shape: from stop to stop
    assert transit.stops_list(answers, filters).set_index("stop_id").routes.to_dict() == {
        "A": 1,
        "B": 2,
        "C": 2,
    }
    routes = transit.routes_list(answers, filters).set_index("route_id")
    assert routes.loc["1", ["trips", "stops", "first_s", "last_s", "headway_min_s"]].tolist() == [
        1,
        3,
        18_000,
        88_200,
        400,
    ]
    assert routes.loc["J2", ["first_s", "last_s"]].tolist() == [21_600, 23_400]


@pytest.mark.opendata
@pytest.mark.parametrize(
    ("name", "rows", "brt"),
    [
        (
            "transjakarta_official_2024-06.zip",
            {
                "route": 244,
                "trip": 579,
                "stop": 8043,
                "stop_time": 18_353,
                "shape": 155_004,
                "frequency": 595,
                "calendar_date": 0,
            },
            46,
        ),
        (
            "transjakarta_official_2023-09.zip",
            {
                "route": 245,
                "trip": 492,
                "stop": 7912,
                "stop_time": 13_538,
                "shape": 107_562,
                "frequency": 2195,
                "calendar_date": 0,
            },
            48,
        ),
    ],
)
def test_the_published_schedules(
    warehouse: Warehouse, open_data: Path, name: str, rows: dict[str, int], brt: int
) -> None:
    first = load(warehouse, feed("transit_schedule"), open_data / "gtfs" / name)
    counts = rows_of_schedule(warehouse, "transjakarta")
    assert first.source == "transjakarta"
    assert {table: counts[table] for table in rows} == rows
    assert (first.counts.inserted, first.counts.quarantined) == (first.counts.read, 0)
    again = load(warehouse, feed("transit_schedule"), open_data / "gtfs" / name).counts
    assert again.duplicate == again.read == sum(counts.values())
    with warehouse.working() as session:
        assert session.one("select count(*) from transit_route where service_class = 'brt'")[0] == brt
        assert session.one("select max(arrival_s) > 86400 from transit_stop_time")[0]
