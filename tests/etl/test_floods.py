"""Flood reports with their depth, and flooded RW: rows, reasons, state by the moment, and PetaBencana's files of February 2017."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.answers import Answers
from data.errors import BatchRefused, QuestionError
from data.model import Filters
from data.queries.floods import floods_now
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
def test_february_2017(warehouse: Warehouse, answers: Answers, open_data: Path) -> None:
    load(warehouse, feed("areas"), open_data / "boundaries/dki_kelurahan_kemendagri2025_cahyadsn.geojson")
    found = [counts(load(warehouse, feed("flood_reports"), open_data / f"flood_reports/reports_2017-02-{day}.geojson")) for day in (20, 21, 22)]
    assert found == [(69, 69, 0, 0, 0), (1_057, 1_057, 0, 0, 0), (78, 78, 0, 0, 0)]
    assert counts(load(warehouse, feed("flood_areas"), open_data / "flood_reports/floods_2017-02-21T13.geojson")) == (168, 168, 0, 0, 0)
    with warehouse.working() as session:
        assert session.one("select count(*), count(depth_cm), count(*) filter (place = 'inside'), min(reported_at) from flood_report")[:3] == (1_204, 230, 1_102)
        assert session.rows("select state, count(*) from flood_area group by 1 order by 1") == [(1, 2), (2, 157), (3, 9)]
    seen = floods_now(answers, at(2017, 2, 21, 10))
    assert set(seen["kind"]) == {"rw", "laporan"} and (seen["state"].max(), seen["seen_at"].max() <= datetime(2017, 2, 21, 10)) == (3, True)
