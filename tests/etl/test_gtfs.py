"""GTFS schedules: what is read, what is refused, what is quarantined and why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from data.answers import Answers
from data.errors import BatchRefused, ParseError
from data.model import Filters
from data.queries import transit
from data.warehouse import Warehouse
from etl.engine import Batch, load
from etl.feeds import feed
from tests.etl.transit_samples import NOW, ROWS, SCHEDULE, plus, schedule

TABLES = ("agency", "route", "stop", "trip", "stop_time", "shape", "calendar", "calendar_date", "frequency")


def _load(warehouse: Warehouse, file: Path, source: str = "uji") -> Batch:
    return load(warehouse, feed("transit_schedule"), file, source=source, loaded_at=NOW)


def _counts(warehouse: Warehouse, source: str = "uji") -> dict[str, int]:
    with warehouse.working() as session:
        return {t: session.one(f"select count(*) from transit_{t} where source = $source", {"source": source})[0] for t in TABLES}


def _bad(warehouse: Warehouse) -> list[tuple[str, int, list[str]]]:
    with warehouse.working() as session:
        return session.rows("select part, line_no, reasons from quarantine order by part, line_no")


def _notices(warehouse: Warehouse) -> list[str]:
    with warehouse.working() as session:
        return [n["text"] for n in json.loads(session.one("select notices from batch order by batch desc limit 1")[0])]


def test_a_schedule_lands_typed(warehouse: Warehouse, tmp_path: Path) -> None:
    counts = _load(warehouse, schedule(tmp_path / "gtfs.zip")).counts
    assert (counts.read, counts.inserted, counts.quarantined) == (ROWS, ROWS, 0)
    with warehouse.working() as session:
        assert session.rows("select arrival_s, departure_s from transit_stop_time where trip_id = '1-A' order by stop_sequence") == [
            (18_000, 18_010), (18_600, 18_620), (90_600, 90_600),
        ]  # fmt: skip
        assert session.rows("select route_id, service_class, route_color from transit_route order by 1") == [("1", "brt", "D62126"), ("J2", "non_brt", None)]
        assert session.rows("select start_s, end_s, headway_s from transit_frequency") == [(18_000, 88_200, 400)]
        assert session.one("select monday, saturday, end_on::varchar from transit_calendar") == (True, False, "2027-12-31")
        assert session.one("select location_type, place from transit_stop where stop_id = 'C'") == (0, "outside")
    assert not any((warehouse.settings.var / "incoming").iterdir())


def test_the_same_schedule_twice_changes_nothing(warehouse: Warehouse, tmp_path: Path) -> None:
    file = schedule(tmp_path / "gtfs.zip")
    _load(warehouse, file)
    with warehouse.working() as session:
        before = session.rows("select * from table_version order by 1")
        again = _load(warehouse, file).counts
        assert (again.read, again.duplicate) == (ROWS, ROWS)
        assert session.rows("select * from table_version order by 1") == before


def test_byte_marks_line_ends_and_quoted_breaks(warehouse: Warehouse, tmp_path: Path) -> None:
    changes: dict[str, str | bytes | None] = {name: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode() for name, text in SCHEDULE.items()}
    changes["stops.txt"] = b"\xef\xbb\xbf" + SCHEDULE["stops.txt"].replace("ASEAN", '"ASEAN\r\n""Utara"""').replace("\n", "\n").encode()
    assert _load(warehouse, schedule(tmp_path / "gtfs.zip", changes)).counts.inserted == ROWS
    with warehouse.working() as session:
        assert session.one("select stop_name from transit_stop where stop_id = 'B'")[0] == 'ASEAN\r\n"Utara"'


def test_optional_files_may_be_missing(warehouse: Warehouse, tmp_path: Path) -> None:
    days = "service_id,date,exception_type\nHK,20261031,1\n"
    changes = {"calendar.txt": None, "calendar_dates.txt": days, "frequencies.txt": None, "shapes.txt": None, "trips.txt": SCHEDULE["trips.txt"].replace("S1", "")}
    _load(warehouse, schedule(tmp_path / "gtfs.zip", changes))
    assert _counts(warehouse) == dict(zip(TABLES, (1, 2, 3, 2, 5, 0, 0, 1, 0), strict=True))


def test_a_new_schedule_takes_the_place_of_the_old_one(warehouse: Warehouse, tmp_path: Path) -> None:
    _load(warehouse, schedule(tmp_path / "old.zip"), "lain")
    _load(warehouse, schedule(tmp_path / "old.zip"))
    changes = {"frequencies.txt": None, "stop_times.txt": SCHEDULE["stop_times.txt"].replace("1-A,25:10:00,25:10:00,C,3\n", "")}
    counts = _load(warehouse, schedule(tmp_path / "new.zip", changes)).counts
    assert (counts.read, counts.duplicate) == (ROWS - 2, ROWS - 2)
    assert _counts(warehouse) == dict(zip(TABLES, (1, 2, 3, 2, 4, 3, 1, 0, 0), strict=True))
    assert _counts(warehouse, "lain") == dict(zip(TABLES, (1, 2, 3, 2, 5, 3, 1, 0, 1), strict=True))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"stops.txt": None}, r"stops\.txt is missing"),
        ({"calendar.txt": None, "calendar_dates.txt": None}, r"calendar\.txt \(or calendar_dates\.txt\) is missing"),
        ({"stop_times.txt": "trip_id,stop_id\n1-A,A\n"}, r"stop_times\.txt, line 1: the column stop_sequence is missing"),
        ({"routes.txt": "route_id,route_id,route_type\n1,1,3\n"}, r"routes\.txt, line 1: the column route_id stands there twice"),
        ({"trips.txt": ""}, r"trips\.txt is empty"),
        ({"trips.txt": "route_id,service_id,trip_id\n"}, r"trips\.txt has no rows"),
    ],
)
def test_a_schedule_that_is_not_whole_is_refused(warehouse: Warehouse, tmp_path: Path, changes: dict[str, str | None], words: str) -> None:
    _load(warehouse, schedule(tmp_path / "good.zip"))
    with pytest.raises(ParseError, match=words) as caught:
        _load(warehouse, schedule(tmp_path / "bad.zip", changes))
    assert caught.value.message.startswith("bad.zip")
    assert sum(_counts(warehouse).values()) == ROWS
    assert not any((warehouse.settings.var / "incoming").iterdir())


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
        ("calendar.txt", "X,1,1,1,1,1,1,2,20260101,20260230", ["type:sunday", "type:end_on", "required:end_on"]),
    ],
)
def test_bad_rows_go_to_quarantine(warehouse: Warehouse, tmp_path: Path, file: str, line: str, reasons: list[str]) -> None:
    counts = _load(warehouse, schedule(tmp_path / "gtfs.zip", plus(file, line))).counts
    assert (counts.read, counts.inserted, counts.quarantined) == (ROWS + 1, ROWS, 1)
    assert _bad(warehouse) == [(file, SCHEDULE[file].count("\n") + 1, reasons)]
    with warehouse.working() as session:
        assert session.one("select raw from quarantine")[0].strip() == line


def test_what_leans_on_a_bad_row_is_bad_too(warehouse: Warehouse, tmp_path: Path) -> None:
    changes = plus("trips.txt", "9,HK,9-A,,0,") | plus("stop_times.txt", "9-A,07:00:00,07:00:00,A,1", "9-A,07:10:00,07:10:00,B,2")
    _load(warehouse, schedule(tmp_path / "gtfs.zip", changes))
    assert _bad(warehouse) == [
        ("stop_times.txt", 7, ["foreign_key:stop_times.trip_id"]), ("stop_times.txt", 8, ["foreign_key:stop_times.trip_id"]),
        ("trips.txt", 4, ["foreign_key:trips.route_id"]),
    ]  # fmt: skip


def test_a_repeated_row_is_a_duplicate_not_a_fault(warehouse: Warehouse, tmp_path: Path) -> None:
    counts = _load(warehouse, schedule(tmp_path / "gtfs.zip", plus("stops.txt", "A,Blok M,-6.243,106.801,0"))).counts
    assert (counts.read, counts.inserted, counts.duplicate, counts.quarantined) == (ROWS + 1, ROWS, 1, 0)


def test_a_schedule_of_bad_rows_is_refused_and_the_good_one_stays(warehouse: Warehouse, tmp_path: Path) -> None:
    _load(warehouse, schedule(tmp_path / "good.zip"))
    lost = plus("stop_times.txt", *(f"9-A,07:00:00,07:00:00,A,{n}" for n in range(20)))
    with pytest.raises(BatchRefused, match=r"foreign_key:stop_times\.trip_id × 20"):
        _load(warehouse, schedule(tmp_path / "bad.zip", lost))
    assert sum(_counts(warehouse).values()) == ROWS


def test_news_in_the_form_is_a_notice(warehouse: Warehouse, tmp_path: Path) -> None:
    changes = {"agency.txt": "agency_id,agency_name,agency_timezone,warna\nT,Transjakarta,Asia/Jakarta,biru\n", "catatan.txt": "x", "transfers.txt": "x", "frequencies.txt": ""}
    _load(warehouse, schedule(tmp_path / "gtfs.zip", changes, folder="gtfs/"))
    assert _notices(warehouse) == ["folder_level:gtfs", "ignored_file:catatan.txt", "empty_file:frequencies.txt", "new_column:agency.txt:warna"]


@pytest.mark.parametrize(("desc", "kind", "color", "expected"), [("", "3", "D62126", "brt"), ("", "3", "00609C", "non_brt"), ("Royaltrans", "3", "D62126", "non_brt"), ("", "1", "", "rail"), ("Angkutan LRT", "3", "", "rail")])
def test_the_class_of_a_route(warehouse: Warehouse, tmp_path: Path, desc: str, kind: str, color: str, expected: str) -> None:
    line = f"1,T,1,Blok M - Kota,{desc},{kind},{color}\n"
    routes = {"routes.txt": "route_id,agency_id,route_short_name,route_long_name,route_desc,route_type,route_color\n" + line + "J2,T,,,,3,\n"}
    _load(warehouse, schedule(tmp_path / "gtfs.zip", routes))
    with warehouse.working() as session:
        assert session.one("select service_class from transit_route where route_id = '1'")[0] == expected


def test_routes_and_stops_can_be_asked(warehouse: Warehouse, answers: Answers, tmp_path: Path) -> None:
    _load(warehouse, schedule(tmp_path / "gtfs.zip"))
    filters = Filters(now=NOW)
    lines = transit.route_lines(answers).set_index("route_id")
    assert [len(part) for part in json.loads(lines.geometry["1"])["coordinates"]] == [3]
    assert [len(part) for part in json.loads(lines.geometry["J2"])["coordinates"]] == [2]  # no shape: from stop to stop
    assert transit.stops_list(answers, filters).set_index("stop_id").routes.to_dict() == {"A": 1, "B": 2, "C": 2}
    routes = transit.routes_list(answers, filters).set_index("route_id")
    assert routes.loc["1", ["trips", "stops", "first_s", "last_s", "headway_min_s"]].tolist() == [1, 3, 18_000, 88_200, 400]
    assert routes.loc["J2", ["first_s", "last_s"]].tolist() == [21_600, 23_400]


@pytest.mark.opendata
@pytest.mark.parametrize(
    ("name", "rows", "brt"),
    [
        ("transjakarta_official_2024-06.zip", {"route": 244, "trip": 579, "stop": 8043, "stop_time": 18_353, "shape": 155_004, "frequency": 595, "calendar_date": 0}, 46),
        ("transjakarta_official_2023-09.zip", {"route": 245, "trip": 492, "stop": 7912, "stop_time": 13_538, "shape": 107_562, "frequency": 2195, "calendar_date": 0}, 48),
    ],
)
def test_the_published_schedules(warehouse: Warehouse, open_data: Path, name: str, rows: dict[str, int], brt: int) -> None:
    first = load(warehouse, feed("transit_schedule"), open_data / "gtfs" / name)
    counts = _counts(warehouse, "transjakarta")
    assert first.source == "transjakarta"
    assert {table: counts[table] for table in rows} == rows
    assert (first.counts.inserted, first.counts.quarantined) == (first.counts.read, 0)
    again = load(warehouse, feed("transit_schedule"), open_data / "gtfs" / name).counts
    assert again.duplicate == again.read == sum(counts.values())
    with warehouse.working() as session:
        assert session.one("select count(*) from transit_route where service_class = 'brt'")[0] == brt
        assert session.one("select max(arrival_s) > 86400 from transit_stop_time")[0]
