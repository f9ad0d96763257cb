"""Air quality: the break points of the law to the digit, coverage, the scale's end, and the published file of 2010 to 2025."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from data.answers import Answers
from data.model import Filters
from data.queries.air import air_by_day, air_now
from data.warehouse import Warehouse
from etl.engine import load
from etl.feeds import feed
from tests.etl.square_city import counts, lay_squares, put, reasons, remarks

# pollutant, 24-hour mean, index: the list of standards, section 2.1, and both sides of every step of PM2.5.
ORACLES = [
    ("pm25", 0, 0), ("pm25", 15.5, 50), ("pm25", 38.6, 78.95), ("pm25", 55.4, 100), ("pm25", 87.2, 133.47), ("pm25", 150.4, 200), ("pm25", 300, 339.74),
    ("pm25", 600, 500), ("pm25", None, None), ("pm10", 179, 114.5), ("co", 5000, 62.5), ("pm25", 15.6, 50.13), ("pm25", 250.4, 300), ("pm25", 500, 500),
    ("pm25", -1, None), ("asap", 40, None), ("so2", 180, 100), ("o3", 400, 200), ("no2", 2260, 300), ("hc", 648, 500), ("hc", 649, 500),
]  # fmt: skip
INDICES = """\
tanggal,stasiun,pm25,pm10,so2,co,o3,no2,max,critical,categori
2025-01-01,DKI1 (Bunderan HI),---,60,4,73,27,14,73,CO,SEDANG
2025-01-02,DKI4 (Lubang Buaya),,,,,,,0,,TIDAK ADA DATA
2025-01-03,DKI2 (Kelapa Gading),,60,5,5,5,5,101,PM2.5,TIDAK SEHAT
2025-01-04,DKI3 (Jagakarsa),40,60,5,5,5,5,60,3,LUARBIASA
2025-01-05,DKI5 (Kebon Jeruk),250,60,5,5,5,5,250,PM25,TIDAK SEHAT
2025-01-06,,40,60,5,5,5,5,60,PM10,SEDANG
2025-01-07,DKI5 (Kebon Jeruk),empat,60,5,5,5,5,60,PM10,SEDANG
2025-01-08,DKI5 (Kebon Jeruk),40,-6,5,5,5,5,60,PM10,SEDANG
"""


def asked(as_of: datetime, **more: object) -> Filters:
    return Filters(now=datetime(2027, 1, 1, tzinfo=UTC), as_of=as_of, **more)  # type: ignore[arg-type]




def test_the_break_points_of_the_law(warehouse: Warehouse) -> None:
    with warehouse.working() as session:
        found = [session.one(f"select round(ispu('{p}', {'null' if x is None else x}), 2)")[0] for p, x, _ in ORACLES]
    assert found == [None if i is None else pytest.approx(i) for _, _, i in ORACLES]


def test_the_scale_never_jumps(warehouse: Warehouse) -> None:
    with warehouse.working() as session:
        steepest, least, most = session.one(
            "with x as (select unnest(range(0, 6001)) / 10.0 as x), i as (select x, ispu('pm25', x) as i from x) "
            "select max(d), min(d), max(i) from (select i, i - lag(i) over (order by x) as d from i)"
        )
    assert least >= 0 and steepest < 0.5 and most == 500


def test_published_rows_and_reasons(warehouse: Warehouse, tmp_path: Path) -> None:
    lay_squares(warehouse)
    batch = put(warehouse, "air_quality", tmp_path / "ispu.csv", INDICES)
    assert counts(batch) == (8, 5, 0, 0, 3)
    assert reasons(warehouse) == [(7, ["required:station"]), (8, ["type:pm25"]), (9, ["negative:value"])]
    assert remarks(warehouse) == {"none:value": 1, "unknown:critical": 1, "unknown:category": 1, "mismatch:max": 1, "mismatch:category": 1}
    with warehouse.working() as session:
        rows = session.rows("select day_on, station, ispu, critical, category, method from air_ispu order by day_on")
    assert rows == [
        (date(2025, 1, 1), "DKI1", 73.0, "co", "sedang", "terbit"),
        (date(2025, 1, 3), "DKI2", 101.0, "pm25", "tidak_sehat", "terbit"),
        (date(2025, 1, 4), "DKI3", 60.0, "pm10", "sedang", "terbit"),
        (date(2025, 1, 5), "DKI5", 250.0, "pm25", "sangat_tidak_sehat", "terbit"),
    ]


def test_twice_and_corrected(warehouse: Warehouse, tmp_path: Path) -> None:
    put(warehouse, "air_quality", tmp_path / "ispu.csv", INDICES)
    assert counts(put(warehouse, "air_quality", tmp_path / "ispu.csv", INDICES)) == (8, 0, 0, 5, 3)
    mended = INDICES.replace(",27,14,73,CO", ",27,14,74,CO")
    assert counts(put(warehouse, "air_quality", tmp_path / "ispu.csv", mended)) == (8, 0, 1, 4, 3)


def hours(station: str, day: str, n: int, pm25: float, pm10: str = "20") -> str:
    return "".join(f"{station},{day} {h:02}:00:00,jam,{pm25},{pm10},,,,,,\n" for h in range(n))


HOURLY = "stasiun,waktu,rentang,pm25,pm10,so2,co,o3,no2,hc,jam_berlaku\n"


def test_a_day_needs_eighteen_hours(warehouse: Warehouse, answers: Answers, tmp_path: Path) -> None:
    lay_squares(warehouse)
    text = HOURLY + hours("DKI1", "2026-01-05", 17, 100) + hours("DKI1", "2026-01-06", 18, 38.6) + hours("DKI5", "2026-01-06", 24, 600, "")
    assert counts(put(warehouse, "air_quality", tmp_path / "jam.csv", text)) == (59, 59, 0, 0, 0)
    with warehouse.working() as session:
        rows = session.rows("select day_on, station, round(ispu, 2), critical, hours_n, pollutants_n, is_above_scale, category, method from air_ispu order by station, day_on")
    assert rows == [
        (date(2026, 1, 6), "DKI1", 78.95, "pm25", 18, 2, False, "sedang", "hitung"),
        (date(2026, 1, 6), "DKI5", 500.0, "pm25", 24, 1, True, "berbahaya", "hitung"),
    ]
    city = air_by_day(answers, asked(datetime(2026, 1, 8, tzinfo=UTC))).iloc[0]
    assert (city["ispu_max"], round(city["ispu_median"], 2), city["station_max"], city["stations_n"], bool(city["is_above_scale"])) == (500, 289.47, "DKI5", 2, True)
    assert air_by_day(answers, asked(datetime(2026, 1, 6, 16, tzinfo=UTC))).empty, "a day that has not ended has no ISPU"


def test_the_window_is_a_parameter(warehouse: Warehouse, tmp_path: Path) -> None:
    put(warehouse, "air_quality", tmp_path / "jam.csv", HOURLY + hours("DKI1", "2026-01-05", 24, 50) + hours("DKI1", "2026-01-06", 15, 70))
    with warehouse.working() as session:
        session.execute("update ispu_rule set value = 15 where rule = 'window_start_h'")
        assert session.rows("select day_at, value, hours_n from air_means where pollutant = 'pm25'") == [(datetime(2026, 1, 5, 8), (9 * 50 + 15 * 70) / 24, 24)]


def test_a_daily_mean_with_its_hours(warehouse: Warehouse, tmp_path: Path) -> None:
    lines = "DKI4,2026-01-05 00:00:00,hari,55.4,,,,,,,24\nDKI5,2026-01-05 00:00:00,hari,150.4,,,,,,,24\nDKI1,2026-01-05 00:00:00,hari,15.5,,,,,,,24\nDKI2,2026-01-05 00:00:00,hari,15.5,,,,,,,17\nDKI3,2026-01-05 00:00:00,hari,0,,,,,,,\n"
    put(warehouse, "air_quality", tmp_path / "hari.csv", HOURLY + lines)
    with warehouse.working() as session:
        assert session.rows("select station, ispu, category from air_ispu order by station") == [
            ("DKI1", 50.0, "baik"), ("DKI3", 0.0, "baik"), ("DKI4", 100.0, "sedang"), ("DKI5", 200.0, "tidak_sehat"),
        ]  # fmt: skip


def test_now_keeps_days_hours_and_silence_apart(warehouse: Warehouse, answers: Answers, tmp_path: Path) -> None:
    lay_squares(warehouse)
    put(warehouse, "air_quality", tmp_path / "jam.csv", HOURLY + hours("DKI1", "2026-01-06", 24, 38.6) + hours("DKI1", "2026-01-07", 3, 150.4))
    row = air_now(answers, asked(datetime(2026, 1, 6, 20, tzinfo=UTC))).iloc[0]
    assert (row["state"], round(row["ispu"], 2), row["category"], row["critical"], row["legal_colour"]) == ("ok", 78.95, "sedang", "pm25", "biru")
    assert (row["hour_index"], row["hour_note"], bool(row["is_hour_stale"]), row["hour_pm25"]) == (200, "indikatif", False, 150.4)
    late = air_now(answers, asked(datetime(2026, 1, 9, tzinfo=UTC))).iloc[0]
    assert late["state"] == "tidak diketahui" and late["ispu"] != late["ispu"] and late["category"] is None and bool(late["is_hour_stale"])


@pytest.mark.opendata
def test_fifteen_years_as_published(warehouse: Warehouse, answers: Answers, open_data: Path) -> None:
    batch = load(warehouse, feed("air_quality"), open_data / "air_quality/ispu_dki_all_2010_2025.csv")
    assert counts(batch) == (5_538, 5_537, 0, 0, 1)
    assert reasons(warehouse) == [(4_535, ["required:station"])]
    assert remarks(warehouse) == {"none:value": 4, "mismatch:max": 43, "mismatch:critical": 34, "mismatch:category": 24}
    with warehouse.working() as session:
        found = dict(session.rows("select category, count(*) from air_ispu group by 1"))
        worst = session.one("select ispu, station, day_on, critical from air_ispu order by ispu desc limit 1")
    assert found == {"baik": 298, "sedang": 3_202, "tidak_sehat": 1_833, "sangat_tidak_sehat": 199, "berbahaya": 1}
    assert worst[0] == 314.0 and worst[3] == "o3"
    days = air_by_day(answers, Filters(now=datetime(2027, 1, 1, tzinfo=UTC), since=datetime(2009, 12, 31, 17, tzinfo=UTC), until=datetime(2027, 1, 1, tzinfo=UTC)))
    assert len(days) == 5_533 and set(days["stations_n"]) == {1}
