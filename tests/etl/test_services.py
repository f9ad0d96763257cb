"""Assets, zones, permits, services by the hour and ratings: rows in and out, and what they say, worked out by hand."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from data.answers import Answers
from data.model import Filters
from data.queries.kpis import kpi_readings
from data.queries.services import (
    assets_list,
    permits_by_zone,
    permits_list,
    ratings_by_agency,
    service_answered,
    zones_list,
)
from data.warehouse import Warehouse
from tests.etl.square_city import counts, lay_squares, put, reasons

NOW = datetime(2026, 3, 1, tzinfo=UTC)
ASKED = Filters(now=NOW)
ASSETS = """\
id_aset,nama,jenis,pemegang,kondisi,nilai_rp,tahun,pemeliharaan_terakhir,pemeliharaan_berikut,bujur,lintang
A1,Kantor,gedung,Dinas Satu,baik,"Rp 1.000.000,00",2001,2025-01-01,2026-02-19,106.72,-6.2
A2,Truk,kendaraan,Dinas Dua,rusak_berat,2 M,2010,2025-01-01,2026-04-01,,
A3,Kapal,perahu,Dinas Dua,baik,1,2010,,,106.72,-6.2
A4,Truk,kendaraan,Dinas Dua,baik,1,2010,2026-01-01,2025-01-01,106.72,-6.2
,Truk,kendaraan,Dinas Dua,hancur,banyak,2010,,,-6.2,106.72
"""
ZONES = {"type": "FeatureCollection", "features": [
    {"type": "Feature", "properties": {"id_zona": "Z1", "kode_zona": "R.1", "peruntukan": "Perumahan"}, "geometry": {"type": "Polygon", "coordinates": [[[106.7, -6.3], [106.75, -6.3], [106.75, -6.1], [106.7, -6.1], [106.7, -6.3]]]}},
    {"type": "Feature", "properties": {"id_zona": "Z2", "kode_zona": None, "peruntukan": "Industri"}, "geometry": {"type": "Polygon", "coordinates": [[[106.8, -6.3], [106.85, -6.3], [106.85, -6.1], [106.8, -6.3]]]}},
    {"type": "Feature", "properties": {"id_zona": "Z3", "kode_zona": "K.1", "peruntukan": "Dagang"}, "geometry": {"type": "Polygon", "coordinates": [[[106.8, -6.3]]]}},
]}  # fmt: skip
PERMITS = """\
no_izin,jenis,pemohon,nik,diajukan,diputuskan,putusan,tenggat_hari,bujur,lintang,waktu_ubah
I1,Reklame,Budi Santoso,3171012501800001,2026-02-01 09:00:00,2026-02-05 09:00:00,terbit,7,106.72,-6.2,2026-02-05 09:00:00
I2,reklame,Budi Santoso,3171012501800001,2026-02-01 09:00:00,2026-02-20 09:00:00,tolak,7,106.72,-6.2,2026-02-20 09:00:00
I3,reklame,Budi Santoso,3171012501800001,2026-02-10 09:00:00,,,7,106.82,-6.2,
I4,reklame,Budi Santoso,3171012501800001,2026-02-27 09:00:00,,,7,,,
I5,reklame,Budi Santoso,3171012501800001,2026-02-10 09:00:00,2026-02-01 09:00:00,terbit,7,106.82,-6.2,
I6,reklame,Budi Santoso,3171012501800001,2026-02-10 09:00:00,,,0,106.82,-6.2,
"""
DESKS = """\
layanan,kanal,jam,ditanya,dijawab,tunggu_detik
112,telepon,2026-02-28 01:00:00,10,5,20
112,telepon,2026-02-28 13:00:00,30,30,10
Samsat,loket,2026-02-28 09:00:00,10,9,600
Samsat,loket,2026-02-28 10:00:00,10,11,600
Samsat,telepati,2026-02-28 10:00:00,10,1,600
"""
RATINGS = """\
hari,opd,ditutup,dinilai,jumlah_nilai,wilayah
2026-02-27,Dinas Satu,100,10,43,31.73
2026-02-28,Dinas Satu,100,10,37,
2026-02-28,Dinas Dua,300,3,3,31.74
2026-02-28,Dinas Tiga,10,11,40,
2026-02-28,Dinas Empat,10,2,11,
"""


def test_assets(warehouse: Warehouse, answers: Answers, tmp_path: Path) -> None:
    lay_squares(warehouse)
    assert counts(put(warehouse, "assets", tmp_path / "a.csv", ASSETS)) == (5, 2, 0, 0, 3)
    assert reasons(warehouse) == [(4, ["unknown:kind"]), (5, ["order:maintained_at>due_at"]), (6, ["required:asset_id", "swapped:lon_lat", "type:value_rp", "unknown:condition"])]
    found = assets_list(answers, ASKED)
    assert next(zip(found["asset_id"], found["value_rp"], found["overdue_days"], found["area"], strict=True)) == ("A1", 1e6, 10, "31.73.05.1001")
    assert found["overdue_days"].iloc[1] < 0 and found["place"].iloc[1] == "none" and len(found) == 2
    assert counts(put(warehouse, "assets", tmp_path / "a2.csv", ASSETS + "\n"))[1:4] == (0, 0, 2)


def test_zones_and_the_permits_in_them(warehouse: Warehouse, answers: Answers, tmp_path: Path) -> None:
    lay_squares(warehouse)
    assert counts(put(warehouse, "zoning", tmp_path / "z.geojson", json.dumps(ZONES))) == (3, 1, 0, 0, 2)
    assert reasons(warehouse) == [(2, ["required:code"]), (3, ["geometry"])]
    assert list(zones_list(answers, ASKED)["area"]) == ["31.73.05.1001"]
    assert counts(put(warehouse, "permits", tmp_path / "i.csv", PERMITS, loaded_at=NOW)) == (6, 4, 0, 0, 2)
    assert reasons(warehouse)[2:] == [(6, ["order:applied_at>decided_at"]), (7, ["range:sla_days"])]
    assert counts(put(warehouse, "permits", tmp_path / "i2.csv", PERMITS + "\n", loaded_at=NOW))[1:4] == (0, 0, 4)
    by = permits_by_zone(answers, ASKED).set_index(permits_by_zone(answers, ASKED)["code"].fillna("luar"))
    assert by.loc["R.1", ["n", "matured_n", "on_time_n", "open_n", "overdue_n", "refused_n"]].tolist() == [2, 2, 1, 0, 0, 1]
    assert by.loc["luar", ["n", "matured_n", "on_time_n", "open_n", "overdue_n"]].tolist() == [2, 1, 0, 2, 1]
    now = kpi_readings(answers, ASKED).set_index("id").loc["EC3"]
    assert (round(now["value"], 2), now["n"], now["state"]) == (33.33, 3, "sedikit"), "the open one past its term is a miss, the young one does not count yet"
    early = permits_list(answers, Filters(now=NOW, as_of=datetime(2026, 2, 10, tzinfo=UTC), since=datetime(2026, 1, 1, tzinfo=UTC))).set_index("permit_id")
    assert pd.isna(early.loc["I2", "decided_at"]) and early.loc["I1", "decision"] == "terbit"


def test_no_applicant_enters(warehouse: Warehouse, tmp_path: Path) -> None:
    put(warehouse, "permits", tmp_path / "i.csv", PERMITS, loaded_at=NOW)
    with warehouse.working() as session:
        assert session.one("select count(*) from permit where permit::varchar ilike '%budi%' or permit::varchar like '%3171012501800001%'") == (0,)
        assert session.one("select count(*) from quarantine where raw like '%3171012501800001%'") == (0,), "the number is blotted out where a bad row keeps its text"


def test_services_by_the_hour(warehouse: Warehouse, answers: Answers, tmp_path: Path) -> None:
    assert counts(put(warehouse, "service_desks", tmp_path / "l.csv", DESKS, loaded_at=NOW)) == (5, 3, 0, 0, 2)
    assert reasons(warehouse) == [(5, ["range:answered_n"]), (6, ["unknown:channel"])]
    found = service_answered(answers, ASKED).set_index("service")
    assert found.loc["112", ["answered_pct", "night_pct", "noon_pct", "wait_s"]].tolist() == [87.5, 50, 100, 15]
    assert found.loc["Samsat", "morning_pct"] == 90 and pd.isna(found.loc["Samsat", "night_pct"]), "nobody asked at night: not known, and not zero"


def test_ratings_of_too_few_are_hidden(warehouse: Warehouse, answers: Answers, tmp_path: Path) -> None:
    assert counts(put(warehouse, "ratings", tmp_path / "r.csv", RATINGS, loaded_at=NOW)) == (5, 3, 0, 0, 2)
    assert reasons(warehouse) == [(5, ["range:rated_n"]), (6, ["range:score_sum"])]
    found = ratings_by_agency(answers, ASKED).set_index("agency")
    assert found.loc["Dinas Satu", "score"] == 4 and pd.isna(found.loc["Dinas Dua", "score"]) and found.loc["Dinas Dua", "response_pct"] == 1
    now = kpi_readings(answers, ASKED).set_index("id").loc["G9"]
    assert pd.isna(now["value"]), "23 of 500 closings were rated: fewer than 5 %"
    more = RATINGS + "2026-02-26,Dinas Lima,100,27,120,\n"
    put(warehouse, "ratings", tmp_path / "r2.csv", more, loaded_at=NOW)
    now = kpi_readings(answers, ASKED).set_index("id").loc["G9"]
    assert (now["value"], now["n"], now["state"]) == ((43 + 37 + 3 + 120) / 50, 50, "ok")
