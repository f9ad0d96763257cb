"""Newest wins: whatever the order in which files come, and however often."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from data.errors import BatchRefused
from data.warehouse import Warehouse
from etl.feeds import feed
from tests.etl.crm_files import bring, good, many, rows
from tests.etl.square_city import lay_squares, put

OLD, NEW = "2026-01-02 09:00:00", "2026-01-03 09:00:00"
FILE = "laporan.csv"


def state(warehouse: Warehouse) -> list[tuple[str, str, datetime]]:
    with warehouse.working() as session:
        return session.rows("select report_id, description, updated_at from report order by 1")


def test_an_older_file_after_a_newer_one_never_rolls_back(warehouse: Warehouse, tmp_path: Path) -> None:
    bring(warehouse, tmp_path / FILE, rows(good(1, deskripsi="baru", waktu_ubah=NEW)))
    before = state(warehouse)
    batch = bring(warehouse, tmp_path / FILE, rows(good(1, deskripsi="lama", waktu_ubah=OLD)))
    assert batch.counts.duplicate == 1 and state(warehouse) == before


def test_a_newer_row_takes_the_place_of_the_older(warehouse: Warehouse, tmp_path: Path) -> None:
    lay_squares(warehouse)
    bring(warehouse, tmp_path / FILE, rows(good(1, deskripsi="lama", waktu_ubah=OLD), good(2)))
    batch = bring(warehouse, tmp_path / FILE, rows(good(1, deskripsi="baru", waktu_ubah=NEW, bujur="106.88"), good(2), good(3)))
    assert (batch.counts.inserted, batch.counts.updated, batch.counts.duplicate) == (1, 1, 1)
    with warehouse.working() as session:  # what is derived from the row moves with it
        assert session.one("select description, area, batch from report where report_id = 'L1'") == ("baru", "31.74.01.1002", batch.batch)


def test_of_equal_clocks_other_content_wins_and_equal_content_changes_nothing(warehouse: Warehouse, tmp_path: Path) -> None:
    bring(warehouse, tmp_path / FILE, rows(good(1, deskripsi="satu")))
    assert bring(warehouse, tmp_path / FILE, rows(good(1, deskripsi="dua"))).counts.updated == 1
    with warehouse.working() as session:
        version = session.one("select version from table_version where table_name = 'report'")
    assert bring(warehouse, tmp_path / FILE, rows(good(1, deskripsi="dua"))).counts.duplicate == 1
    with warehouse.working() as session:
        assert session.one("select version from table_version where table_name = 'report'") == version
    assert state(warehouse)[0][1] == "dua"


def test_sources_do_not_touch_each_other(warehouse: Warehouse, tmp_path: Path) -> None:
    for source in ("satu", "dua"):
        assert bring(warehouse, tmp_path / FILE, rows(*many(3)), source=source).counts.inserted == 3
    with warehouse.working() as session:
        assert session.rows("select source, count(*) from report group by 1 order by 1") == [("dua", 3), ("satu", 3)]
        assert session.rows("select source, is_home, is_simulated from source order by 1") == [("dua", True, False), ("satu", True, False)]


def test_a_trial_says_what_would_happen_and_writes_nothing(warehouse: Warehouse, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(rows(*many(9), good(10, bujur="x")))
    from etl.engine import load

    batch = load(warehouse, feed("citizen_reports"), tmp_path / FILE, is_trial=True)
    assert (batch.counts.read, batch.counts.inserted, batch.counts.quarantined) == (10, 9, 1) and "type:lon" in batch.state
    with warehouse.working() as session:
        assert session.one("select (select count(*) from report) + (select count(*) from batch) + (select count(*) from quarantine)") == (0,)


SQUARE = '{{"type": "Feature", "properties": {{"kode": "{code}", "nama": "{name}"}}, "geometry": {{"type": "Polygon", "coordinates": [[[{w}, -6.3], [{e}, -6.3], [{e}, -6.1], [{w}, -6.1], [{w}, -6.3]]]}}}}'


def boundaries(*squares: tuple[str, str, float, float]) -> str:
    shapes = ",".join(SQUARE.format(code=code, name=name, w=w, e=e) for code, name, w, e in squares)
    return f'{{"type": "FeatureCollection", "features": [{shapes}]}}'


TWO = (("31.73.05.1001", "Duri Kepa", 106.7, 106.8), ("31.74.01.1001", "Tebet Timur", 106.8, 106.9))


def test_boundaries_that_come_later_place_what_is_there(warehouse: Warehouse, tmp_path: Path) -> None:
    bring(warehouse, tmp_path / FILE, rows(good(1), good(2, bujur="106.88"), good(3, bujur="", lintang=""), good(4, bujur="110.0")))
    with warehouse.working() as session:
        assert session.rows("select distinct place from report order by 1") == [("none",), ("outside",)]
        version = session.one("select version from table_version where table_name = 'report'")[0]
    put(warehouse, "areas", tmp_path / "batas.geojson", boundaries(*TWO))
    with warehouse.working() as session:
        assert session.rows("select area, place from report order by report_id") == [
            ("31.73.05.1001", "inside"), ("31.74.01.1001", "inside"), (None, "none"), (None, "outside"),
        ]
        assert session.one("select version from table_version where table_name = 'report'")[0] > version


def test_corrected_boundaries_of_one_source_take_the_place_of_the_older(warehouse: Warehouse, tmp_path: Path) -> None:
    file = tmp_path / "batas.geojson"
    put(warehouse, "areas", file, boundaries(*TWO))
    assert put(warehouse, "areas", file, boundaries(*TWO)).counts.duplicate == 2
    moved = boundaries((*TWO[0][:2], 106.7, 106.82), (*TWO[1][:2], 106.82, 106.9))
    assert put(warehouse, "areas", file, moved).counts.updated == 2
    with warehouse.working() as session:
        assert session.one("select count(*), count(distinct code) from area") == (7, 7)
        assert session.one("select round(st_xmax(geom), 2) from area where code = '31.73'") == (106.82,)


def test_boundaries_bear_no_bad_row_at_all(warehouse: Warehouse, tmp_path: Path) -> None:
    put(warehouse, "areas", tmp_path / "batas.geojson", boundaries(*TWO))
    with pytest.raises(BatchRefused, match="1 of 3 rows are bad"):
        put(warehouse, "areas", tmp_path / "batas.geojson", boundaries(*TWO, ("317305", "?", 106.9, 107.0)))
    with warehouse.working() as session:
        assert session.one("select count(*) from area where level = 'kelurahan'") == (2,)
