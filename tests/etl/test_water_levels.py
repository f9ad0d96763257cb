"""Water levels: spellings, units, duplicates and reasons; the siaga of every published reading; the flood of 1 January 2020."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.answers import Answers
from data.model import Filters
from data.queries.water import upstream_strip, water_now, water_series
from data.warehouse import Warehouse
from etl.engine import load
from etl.feeds import feed
from tests.etl.square_city import counts, lay_squares, put, reasons, remarks

HEAD = "pos,waktu,tinggi_cm,status,cuaca,bujur,lintang\n"
SAMPLE = HEAD + """\
PA. Manggarai,2026-01-05 07:00:00,750,Siaga III,hujan,106.82,-6.2
Pintu Air Manggarai  ,2026-01-05 07:00:00,750,Siaga III,hujan,106.82,-6.2
PS. Katulampa (Hulu),2026-01-05T00:00:00Z,80,Status : Siaga 4,mendung,,
P.A. Pluit,2026-01-05 07:00:00,-120,Status : Normal,,,
Pos Baru,2026-01-05 07:00:00,55,,,,
PA. Karet,2026-01-05 07:00:00,-3,,,,
PA. Karet,2026-01-05 07:30:00,,,,,
,2026-01-05 07:30:00,40,,,,
PA. Karet,kemarin,40,,,,
PA. Karet,2026-01-05 08:00:00,9690,,,,
PA. Karet,2099-01-05 08:00:00,50,,,,
PA. Karet,1970-01-01 08:00:00,50,,,,
PA. Karet,2026-01-05 08:10:00,NaN,,,,
PA. Karet,2026-01-05 08:20:00,50,,,-6.2,106.82
"""
BAD = [
    (8, ["required:level_cm"]), (9, ["required:post"]), (10, ["required:measured_at", "type:measured_at"]), (11, ["range:level_cm"]),
    (12, ["future:measured_at"]), (13, ["too_old:measured_at"]), (14, ["required:level_cm"]), (15, ["swapped:lon_lat"]),
]  # fmt: skip
# post, centimetres, siaga: readings as the newspapers gave them (standards, section 2.2), and the edges of the table.
FIXTURES = [
    ("Katulampa", 80, 3), ("Katulampa", 79.9, 4), ("Katulampa", 150, 2), ("Katulampa", 201, 1), ("Depok", 160, 4), ("Depok", 210, 3), ("Depok", 285, 2),
    ("Depok", 400, 1), ("Manggarai", 749, 4), ("Manggarai", 750, 3), ("Manggarai", 940, 2), ("Manggarai", 945, 2), ("Manggarai", 950, 1), ("Manggarai", 960, 1),
    ("Karet", 449, 4), ("Karet", 670, 1), ("Karet", 680, 1), ("Karet", 690, 1), ("Krukut Hulu", 149, 4), ("Krukut Hulu", 200, 3), ("Sunter Hulu", 139, 4),
    ("Sunter Hulu", 150, 3), ("Cipinang Hulu", 149, 4), ("Cipinang Hulu", 160, 3), ("Pulo Gadung", 600, 3), ("Cakung Drain", 269, 4), ("Cakung Drain", 300, 3),
    ("Angke Hulu", 220, 3), ("Angke Hulu", 345, 1), ("Pesanggrahan", 149, 4), ("Cengkareng Drain", 189, 4), ("Cengkareng Drain", 400, 3),
    ("Pasar Ikan", 169, 4), ("Pasar Ikan", 178, 3), ("Pasar Ikan", 183, 3), ("Pasar Ikan", 189, 3), ("Pasar Ikan", 251, 1),
]  # fmt: skip


def at(*clock: int) -> Filters:
    """Questions as of a moment, UTC."""
    return Filters(now=datetime(2027, 1, 1, tzinfo=UTC), as_of=datetime(*clock, tzinfo=UTC))  # type: ignore[arg-type,misc]


def test_rows_and_reasons(warehouse: Warehouse, tmp_path: Path) -> None:
    lay_squares(warehouse)
    batch = put(warehouse, "water_levels", tmp_path / "tma.csv", SAMPLE, loaded_at=datetime(2026, 1, 6, tzinfo=UTC))
    assert counts(batch) == (14, 5, 0, 1, 8)
    assert reasons(warehouse) == BAD
    assert remarks(warehouse) == {"new:post": 1, "sign:level_cm": 1}
    with warehouse.working() as session:
        rows = session.rows("select post, measured_at, level_cm, source_siaga, source_status, weather, area, place from water_level order by post")
    assert rows == [
        ("baru", datetime(2026, 1, 5), 55.0, None, None, None, None, "none"),
        ("karet", datetime(2026, 1, 5), -3.0, None, None, None, "31.74.01.1001", "inside"),
        ("katulampa", datetime(2026, 1, 5), 80.0, 4, "Siaga 4", "mendung", None, "outside"),
        ("manggarai", datetime(2026, 1, 5), 750.0, 3, "Siaga III", "hujan", "31.74.01.1001", "inside"),
        ("pluit", datetime(2026, 1, 5), -120.0, 4, "Normal", None, "31.73.05.1002", "inside"),
    ]


def test_the_same_file_twice_changes_nothing(warehouse: Warehouse, tmp_path: Path) -> None:
    put(warehouse, "water_levels", tmp_path / "tma.csv", SAMPLE, loaded_at=datetime(2026, 1, 6, tzinfo=UTC))
    again = put(warehouse, "water_levels", tmp_path / "tma.csv", SAMPLE, loaded_at=datetime(2026, 1, 7, tzinfo=UTC))
    assert counts(again) == (14, 0, 0, 6, 8)


@pytest.mark.parametrize(("unit", "given"), [("mm", "9690"), ("cm", "969"), ("m", "9.69")])
def test_units(warehouse: Warehouse, tmp_path: Path, unit: str, given: str) -> None:
    mapping = tmp_path / "satuan.toml"
    mapping.write_text(f'reader = "csv"\nsource = "uji"\n[fields]\npost = "p"\nmeasured_at = "t"\nlevel = "x"\n[constants]\nlevel_unit = "{unit}"\n')
    from etl.feed import Mapping

    put(warehouse, "water_levels", tmp_path / "x.csv", f"p,t,x\nManggarai,2026-01-05 07:00,{given}\n", mapping=Mapping.from_file(mapping))
    with warehouse.working() as session:
        assert session.one("select level_cm, siaga from water_siaga") == (969.0, 1)


def test_siaga_of_the_published_readings(warehouse: Warehouse, tmp_path: Path) -> None:
    lines = "".join(f"{post},2026-01-05 {7 + i // 60:02}:{i % 60:02}:00,{level},,,,\n" for i, (post, level, _) in enumerate(FIXTURES))
    put(warehouse, "water_levels", tmp_path / "x.csv", HEAD + lines)
    with warehouse.working() as session:
        found = session.rows("select name, level_cm, siaga, severity from water_siaga order by measured_at")
    assert found == [(post, float(level), siaga, 5 - siaga) for post, level, siaga in FIXTURES]


def test_an_exclusive_limit_is_a_change_of_data(warehouse: Warehouse) -> None:
    with warehouse.working() as session:
        asked = "select siaga(80, 80, 150, 200, true), siaga(80, 80, 150, 200, false), siaga(81, 80, 150, 200, false), siaga(null, 80, 150, 200, true), siaga(80, null, null, null, true)"
        assert session.one(asked) == (3, 4, 3, None, None)


def test_now_says_what_it_does_not_know(warehouse: Warehouse, answers: Answers, tmp_path: Path) -> None:
    lay_squares(warehouse)
    put(warehouse, "water_levels", tmp_path / "tma.csv", SAMPLE, loaded_at=datetime(2026, 1, 6, tzinfo=UTC))
    now = water_now(answers, at(2026, 1, 5, 0, 20)).set_index("post")
    assert list(now.index[:2]) == ["katulampa", "manggarai"] and now["severity"].dropna().is_monotonic_decreasing, "the worst, then the upstream, comes first"
    assert (now.loc["manggarai", "siaga"], now.loc["manggarai", "severity"], now.loc["manggarai", "state"]) == (3, 2, "ok")
    assert now.loc["manggarai", "acts_en"] == "District water office"
    assert (now.loc["katulampa", "siaga"], now.loc["katulampa", "source_siaga"], bool(now.loc["katulampa", "is_mismatch"])) == (3, 4, True)
    assert not now.loc["manggarai", "is_mismatch"]
    assert now.loc["baru", "state"] == "tanpa batas"
    late = water_now(answers, at(2026, 1, 5, 1, 1)).set_index("post")
    assert set(late["state"]) == {"tidak diketahui"} and late["siaga"].isna().all() and late["severity"].isna().all()
    assert late.loc["manggarai", "age_min"] == 61 and late.loc["manggarai", "level_cm"] == 750, "the last level stays, with its age"
    assert water_now(answers, at(2026, 1, 4)).empty


def test_the_strip_gives_a_range(warehouse: Warehouse, answers: Answers, tmp_path: Path) -> None:
    lines = "Katulampa,2026-01-05 07:00:00,190,,,,\nDepok,2026-01-05 07:00:00,150,,,,\n"
    put(warehouse, "water_levels", tmp_path / "x.csv", HEAD + lines)
    strip = upstream_strip(answers, at(2026, 1, 5, 0, 10)).set_index(["from_post", "to_post"])
    reach = strip.loc[("katulampa", "manggarai")]
    assert (reach["from_siaga"], reach["from_h"], reach["to_h"], reach["state"]) == (2, 6, 9, "ok")
    assert (reach["arrives_from_at"], reach["arrives_to_at"]) == (datetime(2026, 1, 5, 6), datetime(2026, 1, 5, 9))
    calm = strip.loc[("depok", "manggarai")]
    assert calm["from_siaga"] == 4 and calm["arrives_from_at"] != calm["arrives_from_at"], "no arrival is announced for normal water"
    assert strip.loc[("angke_hulu", "cengkareng_drain")]["state"] == "tidak diketahui"
    assert set(upstream_strip(answers, at(2026, 1, 5, 3))["state"]) == {"tidak diketahui"}


@pytest.mark.opendata
def test_the_flood_of_january_2020(warehouse: Warehouse, answers: Answers, open_data: Path) -> None:
    batch = load(warehouse, feed("water_levels"), open_data / "water/tma_pintu_air_2020-01.csv.gz")
    assert counts(batch) == (31_059, 22_112, 0, 8_947, 0)
    with warehouse.working() as session:
        assert session.one("select count(distinct post), count(distinct post) filter (siaga is not null) from water_siaga") == (21, 16)
        peak = session.one("select level_cm, siaga, measured_at + interval 7 hour from water_siaga where post = 'manggarai' order by level_cm desc, measured_at limit 1")
        begun = session.one("select min(measured_at) + interval 7 hour from water_siaga where post = 'manggarai' and siaga = 1")
        lowest = session.one("select min(level_cm), max(siaga), min(siaga) from water_siaga where post = 'pluit'")
        compared, different = session.one("select count(*) filter (siaga is not null and source_siaga is not null), count(*) filter (is_mismatch) from water_siaga")
    assert peak == (969.0, 1, datetime(2020, 1, 2, 0, 40))
    assert begun == (datetime(2020, 1, 1, 23, 40),), "Siaga 1 began on 1 January, by the publisher's clock"
    assert lowest == (-209.0, 4, 2)
    assert (compared, different) == (17_211, 0), "lo <= x gives the publisher's own status for every reading of a post with limits"
    filters = Filters(now=datetime(2027, 1, 1, tzinfo=UTC), since=datetime(2019, 12, 31, 17, tzinfo=UTC), until=datetime(2020, 1, 2, 17, tzinfo=UTC))
    series = water_series(answers, filters, "manggarai")
    assert series["level_cm"].max() == 969 and series["siaga"].min() == 1 and series["measured_at"].is_monotonic_increasing
