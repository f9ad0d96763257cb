"""Feeds of people and living: samples in, exact rows and reasons out, twice the same, and no person anywhere."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from data.errors import CityError
from data.warehouse import Warehouse
from etl.engine import load
from etl.feeds import feed
from tests.etl.square_city import counts, lay_squares, put, reasons, remarks

LOADED = datetime(2026, 1, 12, 5, 0)
# name: (file's text, counts of the first load, reasons by line)
SAMPLES = {
    "social_aid": (
        "program,kode_kelurahan,bulan,rencana,dibayar,diterima,terlambat,rencana_rp,dibayar_rp,waktu_ubah,nama,nik\n"
        "Lansia,31.73.05.1001,2025-12,100,90,80,9,30000000,27000000,2026-01-04 09:00:00,Rahasia Satu,3173050101500001\n"
        "Lansia,31.73.05.1002,2025-12-15,50,50,50,0,,,2026-01-04 09:00:00,Rahasia Dua,3173050101500002\n"
        "Lansia,31.73.05.1002,2025-11,50,40,41,0,,,2026-01-04 09:00:00,Rahasia Tiga,3173050101500003\n"
        "Lansia,Kebon Jeruk,2025-12,10,10,10,0,,,2026-01-04 09:00:00,,\n"
        "Lansia,31.73.05.1001,kemarin,10,10,-1,0,,,2026-01-04 09:00:00,,\n",
        (5, 2, 0, 0, 3),
        [(4, ["order:reached_n>paid_n"]), (5, ["format:area"]), (6, ["range:reached_n", "required:month_on"])],
    ),
    "emergency_calls": (
        "jam,masuk,dijawab,dijawab_30_detik,ditutup,ditutup_lewat_30_detik,iseng,tunggu_p90_detik,waktu_ubah,nomor_penelepon\n"
        "2026-01-11 07:00:00,100,90,80,10,5,9,12.5,2026-01-11 08:05:00,081234567890\n"
        "2026-01-11 08:00:00,50,45,46,5,0,0,9,2026-01-11 09:05:00,\n"
        "2026-01-11 09:00:00,50,45,40,9,0,0,9,2026-01-11 10:05:00,\n"
        "2027-01-11 09:00:00,50,45,40,5,0,0,9,2026-01-11 10:05:00,\n",
        (4, 1, 0, 0, 3),
        [(3, ["order:quick_n>answered_n"]), (4, ["order:answered_n+abandoned_n>offered_n"]), (5, ["future:hour_at"])],
    ),
    "ambulance_calls": (
        "nomor,prioritas,waktu_panggil,waktu_berangkat,waktu_tiba,waktu_selesai,hasil,kode_kelurahan,waktu_ubah,nama_pasien,alamat\n"
        "A1,1,2026-01-11 07:00:00,2026-01-11 07:02:00,2026-01-11 07:08:00,,,31.73.05.1001,,Pasien Rahasia,Jl. Rahasia 3\n"
        "A2,9,2026-01-11 07:00:00,,,,batal,31.73.05.1001,,,\n"
        "A3,1,2026-01-11 07:00:00,2026-01-11 07:09:00,2026-01-11 07:08:00,,,31.74,,,\n",
        (3, 1, 0, 0, 2),
        [(3, ["range:priority"]), (4, ["order:departed_at>on_scene_at"])],
    ),
    "wifi": (
        "id_titik,tanggal,nama,jenis,jaringan,menit_hidup,menit_wajib,unduh_mbps,unggah_mbps,perangkat_puncak,bujur,lintang,waktu_ubah,mac\n"
        "W1,2026-01-10,RW 1,RW,Serat,1400,1440,50,20,31,106.72,-6.2,2026-01-11 01:00:00,aa:bb:cc:dd:ee:ff\n"
        "W2,2026-01-10,RW 2,RW,nirkabel,,1440,,,,106.78,-6.2,2026-01-11 01:00:00,\n"
        "W3,2026-01-10,RW 3,RW,serat,1441,1440,50,20,31,106.72,-6.2,2026-01-11 01:00:00,\n"
        "W4,2026-01-10,RW 4,RW,kabel laut,10,1440,50,20,31,-6.2,106.72,2026-01-11 01:00:00,\n",
        (4, 2, 0, 0, 2),
        [(4, ["order:up_min>expected_min"]), (5, ["swapped:lon_lat", "unknown:link"])],
    ),
    "dengue": (
        "kode_kelurahan,minggu_mulai,kasus,suspek,meninggal,waktu_ubah,nama_pasien\n"
        "31.73.05.1001,2026-01-07,3,5,0,2026-01-11 10:00:00,Pasien Rahasia\n"
        "31.73.05.1002,2026-01-05,0,0,0,2026-01-11 10:00:00,\n"
        "31.73.05.1002,2025-12-29,1,0,2,2026-01-11 10:00:00,\n"
        "31.73.05.1002,2025-12-22,,0,0,2026-01-11 10:00:00,\n",
        (4, 2, 0, 0, 2),
        [(4, ["order:dead_n>confirmed_n"]), (5, ["required:confirmed_n"])],
    ),
    "pumps": (
        "id_pompa,nama,keadaan,debit_m3_dtk,bujur,lintang,waktu_ubah\n"
        "P1,Pompa Satu,Siap,4.5,106.72,-6.2,2026-01-12 11:30:00\n"
        "P2,Pompa Dua,rusak,1500,106.72,-6.2,2026-01-12 11:30:00\n"
        "P3,Pompa Tiga,entah,1.5,106.72,-6.2,2026-01-12 11:30:00\n"
        "P4,Pompa Empat,,1.5,106.72,-6.2,2026-01-12 11:30:00\n",
        (4, 2, 0, 0, 2),
        [(3, ["range:capacity_m3s"]), (4, ["unknown:state"])],
    ),
    "waste_trips": (
        "id_tps,tanggal,nama,rencana,selesai,ton,bujur,lintang,waktu_ubah,plat,sopir\n"
        "T1,2026-01-10,TPS Satu,4,3,15.5,106.72,-6.2,2026-01-11 04:00:00,B 1234 XYZ,Sopir Rahasia\n"
        "T2,2026-01-10,TPS Dua,2,3,10,106.82,-6.2,2026-01-11 04:00:00,B 9876 ABC,\n"
        "T3,2026-01-10,TPS Tiga,2,-1,10,106.82,-6.2,2026-01-11 04:00:00,,\n",
        (3, 2, 0, 0, 1),
        [(4, ["range:done_n"])],
    ),
    "partnerships": (
        "nomor,mitra,skema,bidang,tahap,mulai,berakhir,hasil,waktu_ubah,kontak\n"
        "K1,Mitra Satu,Co Develop,Data,Uji coba,,,,2026-01-10 09:00:00,Rahasia 0812\n"
        "K2,Mitra Dua,User,Data,berjalan,2025-02-01,2026-02-01,,2026-01-10 09:00:00,\n"
        "K3,Mitra Tiga,Sponsor,Data,berjalan,2026-02-01,2025-02-01,,2026-01-10 09:00:00,\n",
        (3, 2, 0, 0, 1),
        [(4, ["order:signed_on>ends_on", "unknown:scheme"])],
    ),
    "hive": (
        "jenis,unit,tanggal,tersedia,terpakai,satuan,waktu_ubah,pemesan\n"
        "ruang,Ruang Elang,2026-01-10,12,6,jam,2026-01-11 01:00:00,Pemesan Rahasia\n"
        "acara,Aula,2026-01-10,150,149,kursi,2026-01-11 01:00:00,\n"
        "acara,Aula,2026-01-09,150,151,kursi,2026-01-11 01:00:00,\n",
        (3, 2, 0, 0, 1),
        [(4, ["order:used>offered"])],
    ),
    "attendance": (
        "npsn,tanggal,nama,jenjang,siswa,hadir,kode_kelurahan,waktu_ubah,nama_siswa\n"
        "S1,2026-01-09,SD Satu,SD,200,190,31.73.05.1001,2026-01-09 15:00:00,Siswa Rahasia\n"
        "S2,2026-01-09,SLB Dua,slb,7,7,31.73.05.1001,2026-01-09 15:00:00,\n"
        "S3,2026-01-09,SMP Tiga,smp,100,101,31.74.01.1001,2026-01-09 15:00:00,\n",
        (3, 1, 0, 0, 2),
        [(3, ["small:enrolled_n"]), (4, ["order:present_n>enrolled_n"])],
    ),
    "open_data_use": (
        "dataset,bulan,judul,skpd,unduhan,panggilan_api,jatuh_tempo,disegarkan,waktu_ubah,pengunduh\n"
        "set-1,2026-01-10,Udara,DLH,10,200,2026-01-05,2026-01-04,2026-01-11 02:00:00,Pengunduh Rahasia 081234567890\n"
        "set-2,2026-01-01,Air,DSDA,0,0,,,2026-01-11 02:00:00,\n"
        "set-3,2026-01-01,Tender,BPPBJ,-1,5,2026-02-05,,2026-01-11 02:00:00,\n",
        (3, 2, 0, 0, 1),
        [(4, ["outside:due_on", "range:downloads_n"])],
    ),
    "app_use": (
        "aplikasi,tanggal,akun,aktif_30_hari,akun_baru,waktu_ubah,email\n"
        "jaki,2026-01-10,4000000,900000,700,2026-01-11 02:00:00,rahasia@contoh.id\n"
        "JAKI,2026-01-09,4000000,4000001,,2026-01-11 02:00:00,\n",
        (2, 1, 0, 0, 1),
        [(3, ["order:active_n>users_n"])],
    ),
    "travel_times": (
        "id_koridor,waktu,nama,dari,ke,panjang_m,detik,detik_lazim,plat\n"
        "R1,2026-01-11 08:00:00,Sudirman,Senayan,Monas,7600,1400,0,B 1234 XYZ\n"
        ",2026-01-11 08:00:00,Panjang,Kebon Jeruk,Pondok Indah,8700,1500,1400,\n"
        "R2,2026-01-11 08:00:00,Kuningan,Menteng,Casablanca,4300,-1,400,\n"
        "R3,2026-01-11 08:00:00,Gajah Mada,Kota,Harmoni,37000,60,400,\n",
        (4, 2, 0, 0, 2),
        [(4, ["range:time_s"]), (5, ["range:time_s"])],
    ),
}  # fmt: skip
SECRETS = (b"Rahasia", b"31730501015", b"081234567890", b"aa:bb:cc", b"1234 XYZ", b"9876 ABC")


@pytest.fixture
def squares(warehouse: Warehouse) -> Warehouse:
    lay_squares(warehouse)
    return warehouse


def test_rows_reasons_and_twice_the_same(squares: Warehouse, tmp_path: Path) -> None:
    for name, (text, due, why) in SAMPLES.items():
        with squares.working() as session:
            session.execute("delete from quarantine")
        assert counts(put(squares, name, tmp_path / f"{name}.csv", text, loaded_at=LOADED)) == due, name
        assert reasons(squares) == why, name
        again = counts(load(squares, feed(name), tmp_path / f"{name}.csv", loaded_at=LOADED))
        assert again == (due[0], 0, 0, due[1], due[4]), name


def test_values_are_typed_placed_and_corrected(squares: Warehouse, tmp_path: Path) -> None:
    for name, (text, _due, _why) in SAMPLES.items():
        put(squares, name, tmp_path / f"{name}.csv", text, loaded_at=LOADED)
        if name == "waste_trips":
            assert remarks(squares) == {"more:done_n": 1}
        if name == "travel_times":
            assert remarks(squares) == {"range:usual_s": 1}
    put(squares, "dengue", tmp_path / "2.csv", "kode_kelurahan,minggu_mulai,kasus,waktu_ubah\n31.73.05.1001,2026-01-05,8,2026-01-12 10:00:00\n", loaded_at=LOADED)
    put(squares, "dengue", tmp_path / "3.csv", "kode_kelurahan,minggu_mulai,kasus,waktu_ubah\n31.73.05.1001,2026-01-05,5,2026-01-11 11:00:00\n", loaded_at=LOADED)
    with squares.working() as session:
        assert session.rows("select week_on::varchar, confirmed_n from dengue_week where area = '31.73.05.1001'") == [("2026-01-05", 8)], "a late older file never rolls back"
        assert session.one("select month_on::varchar, late_n, planned_rp from social_aid where area = '31.73.05.1001'") == ("2025-12-01", 9, 30e6)
        assert session.one("select area, up_min from wifi_day where site_id = 'W2'") == ("31.73.05.1002", None)
        assert session.one("select hour_at, area from emergency_hour") == (datetime(2026, 1, 11), "31")
        assert session.one("select state, area from pump_state where pump_id = 'P1'") == ("siap", "31.73.05.1001")
        assert session.one("select outcome, updated_at from ambulance_call") == ("open", datetime(2026, 1, 11, 0, 8))
        assert session.rows("select scheme, stage from partnership order by 1") == [("co-develop", "uji_coba"), ("user", "berjalan")]


def test_no_person_and_no_plate_enters(squares: Warehouse, tmp_path: Path) -> None:
    outside = tmp_path / "luar"
    outside.mkdir()
    for name, (text, _due, _why) in SAMPLES.items():
        put(squares, name, outside / f"{name}.csv", text, loaded_at=LOADED)
    written = "".join(text for text, _due, _why in SAMPLES.values()).encode()
    assert all(secret in written for secret in SECRETS), "they stand in the files that came"
    exports = squares.settings.var / "exports"
    exports.mkdir(exist_ok=True)
    with squares.working() as session:
        for (table,) in session.rows("select table_name from duckdb_tables() where not internal and not temporary and table_name <> 'quarantine'"):
            session.execute(f"copy (select columns(*)::varchar from {table}) to '{exports.resolve()}/{table}.csv' (header)")
        session.execute("checkpoint")
    for file in squares.settings.var.rglob("*"):
        if file.is_file() and "incoming" not in file.parts:
            assert not [s for s in SECRETS if s in file.read_bytes()], file.name


def test_a_document_of_the_traffic_view_is_taken_apart(warehouse: Warehouse, tmp_path: Path) -> None:
    said = {"updateTime": 1768096800000, "isMetric": True, "usersOnJams": [{"wazersCount": 3, "jamLevel": 1}], "routes": [
        {"id": "1", "name": "Sudirman", "fromName": "Senayan", "toName": "Monas", "length": 7600, "time": 1400, "historicTime": 1300, "jamLevel": 3, "line": [{"x": 106.8, "y": -6.2}]},
        {"name": "Panjang", "fromName": "Kebon Jeruk", "toName": "Pondok Indah", "length": 8700, "time": 1500, "historicTime": 1400},
        {"id": "3", "name": "Tutup", "length": 900, "time": -1, "historicTime": 100},
    ]}  # fmt: skip
    law = put(warehouse, "travel_times", tmp_path / "rute.json", json.dumps(said), loaded_at=LOADED)
    assert counts(law) == (3, 2, 0, 0, 1) and reasons(warehouse) == [(3, ["range:time_s"])]
    with warehouse.working() as session:
        assert session.one("select source, seen_at, time_s, usual_s from corridor_time where corridor_id = '1'") == ("waze_traffic_view", datetime(2026, 1, 11, 2), 1400, 1300)
    with pytest.raises(CityError, match="routes"):
        put(warehouse, "travel_times", tmp_path / "kosong.json", json.dumps({**said, "routes": None}), loaded_at=LOADED)


@pytest.mark.opendata
def test_the_pumps_of_2016(warehouse: Warehouse, open_data: Path) -> None:
    load(warehouse, feed("areas"), open_data / "boundaries/dki_kelurahan_kemendagri2025_cahyadsn.geojson")
    file = open_data / "water/pumps_cognicity2016.geojson"
    assert counts(load(warehouse, feed("pumps"), file)) == (67, 67, 0, 0, 0)
    assert counts(load(warehouse, feed("pumps"), file)) == (67, 0, 0, 67, 0)
    with warehouse.working() as session:
        assert session.one("select count(*), count(state), count(capacity_m3s), count(distinct area) > 20 from pump_state") == (67, 0, 0, True)


@pytest.mark.opendata
def test_residents_by_age_in_2013(warehouse: Warehouse, open_data: Path) -> None:
    assert counts(load(warehouse, feed("statistics"), open_data / "population/penduduk_umur_2013.csv")) == (13, 13, 0, 0, 0)
    assert remarks(warehouse) == {}, "every group is known"
    with warehouse.working() as session:
        assert session.one("select value, year, unit, area, source from statistic where series = 'umur_60_atas'") == (283_007 + 301_794, 2013, "jiwa", "31", "umur_dki")


@pytest.mark.opendata
def test_schooling_of_2007_to_2013(warehouse: Warehouse, open_data: Path) -> None:
    file = open_data / "population/pendidikan_2013.csv"
    assert counts(load(warehouse, feed("statistics"), file)) == (35, 35, 0, 0, 0)
    assert remarks(warehouse) == {}, "every series is known"
    assert counts(load(warehouse, feed("statistics"), file)) == (35, 0, 0, 35, 0)
    with warehouse.working() as session:
        assert session.rows("select series, value from statistic where year = 2007 order by 1") == [
            ("didik_sd", 20.5), ("didik_sma", 33.71), ("didik_smp", 20.29), ("didik_tanpa_sd", 12.55), ("didik_tinggi", 12.95),
        ]  # fmt: skip
        assert session.one("select count(distinct value) from statistic where year = 2013") == (1,), "as published: one value five times"
