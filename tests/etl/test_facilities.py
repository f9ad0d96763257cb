"""Facilities: one table from many directories; kinds as the files say, places by name where there is no point."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.answers import Answers
from data.model import Filters
from data.queries.facilities import facilities_list
from data.warehouse import Warehouse
from etl.engine import load
from etl.feeds import feed
from tests.etl.square_city import counts, lay_squares, put, reasons, remarks

HYDRANTS = """\
sektor,kelurahan,kecamatan,wilayah_kota,alamat,latitude,longitude,Keterangan
I,,Kebon Jeruk,Jakarta Barat,Jl. Satu,-6.2,106.72,As Macet
I,Bukit  Duri ,Tebet,Jakarta Selatan,Jl. Dua,-,-,
I,,,,Jl. Tiga,-6.2,abc,
"""
POSTS = """\
kode,kode_wilayah,wilayah,sektor,nama_sektor,kecamatan,kelurahan,nama_bangunan,jumlah,peruntukan,status,alamat,no_telp,keterangan
3.1,3,Sudin Damkar-PB Kota Administrasi Jakarta Barat,1,Sektor Kebon Jeruk,Kebon Jeruk,Kedoya ,Pos Kedoya,1,Pos Pemadam,Dijaga,Jl. Empat,021 555,
3.2,3,Sudin Damkar-PB Kota Administrasi Jakarta Barat,1,Sektor Kebon Jeruk,Kebon Jeruk,Kebon Jeruk,Belum Tersedia,0,Belum ada Pos/Sektor,,,,
4.1,4,Sudin Damkar-PB Kota Administrasi Jakarta Selatan,2,Sektor Tebet,Tebet,Entah,Kantor Tebet,1,Kantor Sektor,Dijaga,,,
4.2,4,Sudin Damkar-PB Kota Administrasi Jakarta Selatan,2,Sektor Tebet,Tebet,Manggarai,Gudang,1,Gudang Selang,,,,
"""
NOW = Filters(now=datetime(2026, 1, 5, tzinfo=UTC))


def layer(name: str, *points: tuple[int, str | None, str, float, float]) -> str:
    features = [
        {"type": "Feature", "properties": {"OBJECTID": i, "NAMOBJ": n, "REMARK": r}, "geometry": {"type": "Point", "coordinates": [x, y]}} for i, n, r, x, y in points
    ]
    return json.dumps({"type": "FeatureCollection", "name": name, "features": features})


def test_hydrants(warehouse: Warehouse, tmp_path: Path) -> None:
    lay_squares(warehouse)
    assert counts(put(warehouse, "facilities", tmp_path / "h.csv", HYDRANTS)) == (3, 2, 0, 0, 1)
    assert reasons(warehouse) == [(4, ["type:lon"])]
    assert remarks(warehouse) == {"none:place": 1}
    with warehouse.working() as session:
        rows = session.rows("select kind, name, note, lon, area, place from facility order by name")
    assert rows == [("hidran", "Jl. Dua", None, None, "31.74.01.1002", "inside"), ("hidran", "Jl. Satu", "As Macet", 106.72, "31.73.05.1001", "inside")]


def test_posts_are_placed_by_their_names(warehouse: Warehouse, answers: Answers, tmp_path: Path) -> None:
    lay_squares(warehouse)
    assert counts(put(warehouse, "facilities", tmp_path / "pos.csv", POSTS)) == (4, 3, 0, 0, 1)
    assert reasons(warehouse) == [(5, ["required:kind"])]
    listed = facilities_list(answers, NOW)
    assert list(zip(listed["name"], listed["kind"], listed["area"], listed["is_approximate"], strict=True)) == [
        ("Pos Kedoya", "pos_damkar", "31.73.05.1002", True), ("Kantor Tebet", "sektor_damkar", "31.74.01", True),
    ]  # fmt: skip
    assert listed["lon"].notna().all()
    assert list(facilities_list(answers, NOW, "tanpa_pos_damkar")["area"]) == ["31.73.05.1001"], "a kelurahan without a post is no place, but can be asked for"
    with warehouse.working() as session:
        assert "555" not in str(session.rows("select * from facility")), "telephones do not enter"


def test_midwives_are_no_puskesmas(warehouse: Warehouse, answers: Answers, tmp_path: Path) -> None:
    lay_squares(warehouse)
    text = layer("puskesmas", (1, "Puskesmas Kedoya", "Puskesmas Kelurahan", 106.76, -6.2), (2, "Bidan Ani", "Bidan", 106.77, -6.2), (3, "Klinik", "Klinik Mata", 106.78, -6.2))
    assert counts(put(warehouse, "facilities", tmp_path / "p.geojson", text)) == (3, 2, 0, 0, 1)
    assert list(facilities_list(answers, NOW)["kind"]) == ["puskesmas", "bidan"]
    assert list(facilities_list(answers, NOW, "puskesmas")["kind_raw"]) == ["Puskesmas Kelurahan"]


def test_a_new_edition_replaces_the_old_one_of_its_source_only(warehouse: Warehouse, tmp_path: Path) -> None:
    lay_squares(warehouse)
    put(warehouse, "facilities", tmp_path / "h.csv", HYDRANTS)
    first = layer("apotek", (1, "Satu", "Apotek", 106.72, -6.2), (2, "Dua", "Apotek", 106.73, -6.2), (3, None, "Apotek", 106.73, -6.2))
    assert counts(put(warehouse, "facilities", tmp_path / "a.geojson", first)) == (3, 3, 0, 0, 0)
    assert remarks(warehouse) == {"none:name": 1}
    assert counts(put(warehouse, "facilities", tmp_path / "a.geojson", first)) == (3, 0, 0, 3, 0)
    second = layer("apotek", (1, "Satu Baru", "Apotek", 106.72, -6.2), (3, None, "Apotek", 106.73, -6.2))
    assert counts(put(warehouse, "facilities", tmp_path / "b.geojson", second)) == (2, 0, 1, 1, 0)
    with warehouse.working() as session:
        assert session.rows("select facility_id, name from facility where source = 'rbi_apotek' order by 1") == [("1", "Satu Baru"), ("3", None)]
        assert session.one("select count(*) from facility where source = 'hidran_2014'") == (2,)


LAYERS = {
    "rbi_apotek": ("apotek", 488), "rbi_halte": ("halte", 231), "rbi_klinik": ("klinik", 1_381), "rbi_pemerintahan": ("kantor_pemerintah", 308),
    "rbi_pusatbelanja": ("pusat_belanja", 424), "rbi_rumahsakit": ("rumah_sakit", 191), "rbi_spbu": ("spbu", 168), "rbi_stasiunKA": ("stasiun", 44),
}  # fmt: skip


@pytest.mark.opendata
def test_every_directory_there_is(warehouse: Warehouse, open_data: Path) -> None:
    load(warehouse, feed("areas"), open_data / "boundaries/dki_kelurahan_kemendagri2025_cahyadsn.geojson")
    files = {**{f"facilities/{name}.geojson": n for name, (_, n) in LAYERS.items()}, "facilities/rbi_puskesmas.geojson": 560, "fire/hydrant_2014.csv": 859,
             "fire/pos_sektor_damkar_2014.csv": 280, "water/pumps_cognicity2016.geojson": 67, "water/floodgates_cognicity2016.geojson": 28}  # fmt: skip
    for name, n in files.items():
        assert counts(load(warehouse, feed("facilities"), open_data / name)) == (n, n, 0, 0, 0), name
    with warehouse.working() as session:
        kinds = dict(session.rows("select kind, count(*) from facility group by 1"))
        placed = session.one("select count(*), count(area), count(*) filter (length(area) = 13) from facility where source = 'pos_damkar_2014'")
    assert kinds == {**dict(LAYERS.values()), "puskesmas": 334, "bidan": 226, "hidran": 859, "pos_damkar": 81, "sektor_damkar": 21, "kantor_damkar": 6,
                     "tanpa_pos_damkar": 172, "pompa": 67, "pintu_air": 28}  # fmt: skip
    assert placed == (280, 280, 271)
