"""Flood reports with their depth, and flooded RW: rows, reasons, state by the moment, and PetaBencana's files of February 2017."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.answers import Answers
from data.errors import BatchRefused, QuestionError
from data.model import Filters
from data.queries.floods import flood_in_the_way, floods_now
from data.warehouse import Warehouse
from etl.engine import load
from etl.feeds import feed
from tests.etl.square_city import counts, lay_squares, put, reasons, remarks

REPORTS = """\
no_laporan,waktu_lapor,kanal,deskripsi,kedalaman_cm,bujur,lintang
B1,2026-01-05 07:00:00,jaki,Banjir selutut,50,106.82,-6.2
B2,2026-01-05 07:30:00,warta,Banjir,,106.72,-6.2
B3,2026-01-05 08:00:00,jaki,Banjir,0,0,0
B3,2026-01-05 08:00:00,jaki,Banjir,0,0,0
B4,2026-01-05 08:00:00,jaki,Banjir,-10,106.82,-6.2
B5,2026-01-05 08:00:00,jaki,Banjir,selutut,106.82,-6.2
B6,2026-01-05 08:00:00,jaki,Banjir,10,-6.2,106.82
B7,,jaki,Banjir,10,106.82,-6.2
"""
EAST = [[[106.86, -6.21], [106.88, -6.21], [106.88, -6.19], [106.86, -6.19], [106.86, -6.21]]]
SQUARE = [[[106.81, -6.21], [106.83, -6.21], [106.83, -6.19], [106.81, -6.19], [106.81, -6.21]]]


def rw(name: str, changed: str, state: object, rings: object = SQUARE) -> dict[str, object]:
    return {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": rings}, "properties": {"geom_id": name, "changed": changed, "state": state}}


def collection(*features: dict[str, object]) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features})


def at(*clock: int) -> Filters:
    return Filters(now=datetime(2027, 1, 1, tzinfo=UTC), as_of=datetime(*clock, tzinfo=UTC))  # type: ignore[arg-type,misc]


def test_reports_and_reasons(warehouse: Warehouse, tmp_path: Path) -> None:
    lay_squares(warehouse)
    assert counts(put(warehouse, "flood_reports", tmp_path / "banjir.csv", REPORTS)) == (8, 3, 0, 1, 4)
    assert reasons(warehouse) == [(6, ["range:depth_cm"]), (7, ["type:depth_cm"]), (8, ["swapped:lon_lat"]), (9, ["required:reported_at"])]
    assert remarks(warehouse) == {"none:depth_cm": 1, "none:place": 2}
    with warehouse.working() as session:
        rows = session.rows("select report_id, reported_at, channel, depth_cm, area, place from flood_report order by 1")
    assert rows == [
        ("B1", datetime(2026, 1, 5, 0), "jaki", 50.0, "31.74.01.1001", "inside"),
        ("B2", datetime(2026, 1, 5, 0, 30), "lain", None, "31.73.05.1001", "inside"),
        ("B3", datetime(2026, 1, 5, 1), "jaki", 0.0, None, "none"),
    ]
    assert counts(put(warehouse, "flood_reports", tmp_path / "banjir.csv", REPORTS)) == (8, 0, 0, 4, 4)


def test_areas_and_reasons(warehouse: Warehouse, tmp_path: Path) -> None:
    lay_squares(warehouse)
    text = collection(rw("1", "2026-01-05T08:00:00", 2), rw("2", "2026-01-05T08:00:00", 5), rw("3", "2026-01-05T08:00:00", 2, [[[1]]]), rw("4", "", 2), rw("5", "2026-01-05T08:00:00", 3))
    assert counts(put(warehouse, "flood_areas", tmp_path / "rw.geojson", text)) == (5, 2, 0, 0, 3)
    assert [r for _, r in reasons(warehouse)] == [["range:state"], ["geometry"], ["required:changed_at"]]
    with warehouse.working() as session:
        assert session.one("select changed_at, area, round(st_area(geom), 6) from flood_area where rw = '1'") == (datetime(2026, 1, 5, 1), "31.74.01.1001", 0.0004)


def test_the_newest_state_of_an_area_counts(warehouse: Warehouse, answers: Answers, tmp_path: Path) -> None:
    lay_squares(warehouse)
    put(warehouse, "flood_reports", tmp_path / "banjir.csv", REPORTS)
    put(warehouse, "flood_areas", tmp_path / "1.geojson", collection(rw("1", "2026-01-05T08:00:00", 2), rw("2", "2026-01-05T08:00:00", 1)))
    put(warehouse, "flood_areas", tmp_path / "2.geojson", collection(rw("1", "2026-01-05T10:00:00", 4), rw("2", "2026-01-05T11:00:00", 0)))
    then = floods_now(answers, at(2026, 1, 5, 2))
    assert list(then["kind"]) == ["rw", "rw", "laporan", "laporan", "laporan"] and list(then["state"].dropna()) == [2, 1]
    later = floods_now(answers, at(2026, 1, 5, 5))
    assert next((i, s, e) for i, s, e in zip(later["id"], later["state"], later["state_en"], strict=True)) == ("1", 4, "Severe")
    assert list(later["kind"]) == ["rw", "laporan", "laporan", "laporan"], "an area that is dry again is gone"
    assert json.loads(later["geometry"][0])["type"] == "Polygon"
    assert floods_now(answers, at(2026, 1, 7)).empty
    assert len(floods_now(answers, Filters(now=datetime(2026, 1, 5, 5, tzinfo=UTC), area="31.73"))) == 1
    with pytest.raises(QuestionError):
        floods_now(answers, at(2026, 1, 5), hours=0)


def test_a_file_of_nothing_but_faults_is_refused(warehouse: Warehouse, tmp_path: Path) -> None:
    with pytest.raises(BatchRefused, match="range:state"):
        put(warehouse, "flood_areas", tmp_path / "rw.geojson", collection(rw("1", "2026-01-05T08:00:00", 9)))


@pytest.mark.opendata
def test_february_2017(warehouse: Warehouse, answers: Answers, open_data: Path, tmp_path: Path) -> None:
    load(warehouse, feed("areas"), open_data / "boundaries/dki_kelurahan_kemendagri2025_cahyadsn.geojson")
    found = [counts(load(warehouse, feed("flood_reports"), open_data / f"flood_reports/reports_2017-02-{day}.geojson")) for day in (20, 21, 22)]
    assert found == [(69, 69, 0, 0, 0), (1_057, 1_057, 0, 0, 0), (78, 78, 0, 0, 0)]
    assert counts(load(warehouse, feed("flood_areas"), open_data / "flood_reports/floods_2017-02-21T13.geojson")) == (168, 168, 0, 0, 0)
    with warehouse.working() as session:
        assert session.one("select count(*), count(depth_cm), count(*) filter (place = 'inside'), min(reported_at) from flood_report")[:3] == (1_204, 230, 1_102)
        assert session.rows("select state, count(*) from flood_area group by 1 order by 1") == [(1, 2), (2, 157), (3, 9)]
    seen = floods_now(answers, at(2017, 2, 21, 10))
    assert set(seen["kind"]) == {"rw", "laporan"} and (seen["state"].max(), seen["seen_at"].max() <= datetime(2017, 2, 21, 10)) == (3, True)
    # The log of gates is of January 2020: no report of 2017 speaks for its waves. One of its own days does.
    load(warehouse, feed("water_levels"), open_data / "water/tma_pintu_air_2020-01.csv.gz")
    unknown = flood_in_the_way(answers, at(2020, 2, 15))
    assert set(unknown["post"]) >= {"katulampa", "depok", "manggarai"} and unknown["episodes_n"].max() == 0 and unknown["area"].isna().all()
    put(warehouse, "flood_reports", tmp_path / "2020.csv", REPORTS.split("\n")[0] + "\nT1,2020-01-01 16:00:00,jaki,Banjir,150,106.8631,-6.2181\n")
    known = flood_in_the_way(answers, at(2020, 2, 15)).set_index("post")
    for post in ("katulampa", "depok", "manggarai"):
        assert (known.loc[post, "area_name"], known.loc[post, "hits_n"]) == ("Kampung Melayu", 1) and known.loc[post, "episodes_n"] >= 1


WATER_HEAD = "pos,waktu,tinggi_cm,status,cuaca,bujur,lintang\n"
# Three waves at Katulampa (Siaga 3 from 80 cm), each an hour high; between them it is low. WIB; window: 2 h after the first
# high reading to 33 h after the last (9 h to Manggarai, and a day).
WAVES = WATER_HEAD + "".join(
    f"Katulampa,{day} {clock}:00,{cm},,,,\n"
    for day in ("2026-01-05", "2026-01-10", "2026-01-15")
    for clock, cm in (("06:00", 60), ("07:00", 90), ("08:00", 120), ("09:00", 60))
)
FLOODED = """\
no_laporan,waktu_lapor,kanal,deskripsi,kedalaman_cm,bujur,lintang
W1,2026-01-05 10:00:00,jaki,Banjir,50,106.82,-6.2
W2,2026-01-05 11:00:00,jaki,Banjir,40,106.82,-6.2
W3,2026-01-10 12:00:00,jaki,Banjir,,106.82,-6.2
W4,2026-01-05 08:30:00,jaki,Banjir,50,106.87,-6.2
W5,2026-01-06 17:30:00,jaki,Banjir,50,106.72,-6.2
W6,2026-01-10 12:00:00,jaki,Kering,0,106.72,-6.2
W7,2026-01-12 12:00:00,jaki,Banjir,60,106.77,-6.2
W8,2026-01-10 12:30:00,jaki,Banjir,60,,
"""


def test_who_is_in_the_way_by_the_citys_own_record(warehouse: Warehouse, answers: Answers, tmp_path: Path) -> None:
    """Worked out by hand: Manggarai told twice in the first episode and once in the second; Bukit Duri too early; Kebon
    Jeruk after the window, then dry; Kedoya between two windows; the third window is still open."""
    lay_squares(warehouse)
    put(warehouse, "water_levels", tmp_path / "tma.csv", WAVES)
    silent = flood_in_the_way(answers, at(2026, 1, 15, 12)).set_index("post")
    assert silent.loc["katulampa", "episodes_n"] == 0 and silent["area"].isna().all(), "no record is no dry city"
    put(warehouse, "flood_reports", tmp_path / "banjir.csv", FLOODED)
    put(warehouse, "flood_areas", tmp_path / "rw.geojson", collection(rw("9", "2026-01-05T20:00:00", 3, EAST), rw("9", "2026-01-06T08:00:00", 0, EAST)))
    found = flood_in_the_way(answers, at(2026, 1, 15, 12))
    rows = found[found["post"] == "katulampa"]
    assert [tuple(r) for r in rows[["area", "hits_n", "episodes_n", "people"]].to_numpy()] == [("31.74.01.1001", 2, 2, 1000), ("31.74.01.1002", 1, 2, 1000)]
    assert (rows["from_h"].iloc[0], rows["to_h"].iloc[0], str(rows["since_at"].iloc[0])) == (2, 33, "2026-01-05 02:00:00")
    assert rows["last_at"].iloc[0] == datetime(2026, 1, 10, 5) and rows["sources"].str.len().min() > 0
    later = flood_in_the_way(answers, at(2026, 1, 17, 12))
    assert list(later[later["post"] == "katulampa"]["episodes_n"].unique()) == [3], "the third window is over, and counts though nothing was told"
    west = flood_in_the_way(answers, Filters(now=datetime(2026, 1, 15, 12, tzinfo=UTC), area="31.73"))
    assert west[west["post"] == "katulampa"]["area"].isna().all() and west["episodes_n"].max() == 2
    far = flood_in_the_way(answers, at(2026, 6, 1))
    assert far["episodes_n"].max() == 3, "an old record stays one"

