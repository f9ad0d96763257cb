"""The feeds of the economy: exact rows and reasons, twice the same, and no person or card from any of their files."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.warehouse import Warehouse
from etl.engine import load
from etl.feeds import feed
from tests.etl.square_city import counts, lay_squares, put, reasons, remarks

AT = datetime(2026, 2, 1, tzinfo=UTC)
PAYMENTS = """\
jam,kode_wilayah,jenis_tempat,tempat,metode,jumlah,nilai_rp,nomor_kartu
2026-01-05 07:00:00,31.73,transit,Harmoni,jakcard,90,315000,6032981234567890
2026-01-05 07:00:00,31.73,Transit,Harmoni,Tunai,10,35000,
2026-01-05 07:00:00,31.73,transit,Harmoni,jakcard,95,332500,6032981234567890
2026-01-05 07:00:00,31.73,transit,Harmoni,barter,1,1,6032981234567891
2026-01-05 07:00:00,32.01,transit,Depok,qris,1,1,
2026-01-05 07:00:00,31.73,pasar,,qris,-4,1,
2099-01-05 07:00:00,31.73,pasar,,qris,4,1,
"""
ECOMMERCE = """\
mitra,bulan,kode_wilayah,kategori,penjual,pesanan,nilai_rp
Tokopedia,2025-12,31.73,fesyen,12,400,90000000
Shopee,2025-12-01,31.73,fesyen,9,77,1234567
Bukalapak,Desember,31.73,fesyen,20,10,1
Shopee,2026-09,31.73,fesyen,20,10,1
"""
ENTERPRISES = """\
no_anggota,nama_pemilik,telepon,alamat,kelurahan,kecamatan,kota,ukuran,kategori,program,angkatan,mulai_latih,selesai_latih,akhir_angkatan,tanggal_daftar,aktif_terakhir,per_tanggal
A1,Siti Rahmawati,081234567890,Jl. Sewukarta 7,Kedoya,Kebon Jeruk,Jakarta Barat,Usaha Mikro ,Kuliner,OK OCE,2025-1,2025-03-01,2025-04-01,2025-05-01,2025-01-05,2026-01-20,2026-01-31
A2,Budi Santoso,081234567891,Jl. Sewukarta 8,Kebon Jeruk,Kebon Jeruk,Jakarta Barat,,Jasa,OK OCE,2025-1,2025-03-01,,2025-05-01,2025-01-05,,2026-01-31
A3,Rina Wulandari,081234567892,Jl. Sewukarta 9,,Tebet,Jakarta Selatan,kecil,Jasa,OK OCE,2025-1,2025-03-01,2025-02-01,2025-05-01,2025-01-05,,2026-01-31
"""
FOOD = """\
tanggal,komoditas,pasar,harga_rp,kode_wilayah
2026-01-05,Beras_medium,Pasar Minggu,14000,31.74
2026-01-05,beras_medium,Pasar Minggu,14000,31.74
2026-01-05,durian,Pasar Minggu,60000,31.74
2026-01-05,gula_pasir,Pasar Minggu,18,31.74
,gula_pasir,Pasar Minggu,18000,31.74
"""
STATISTICS = """\
deret,kode_wilayah,tahun,nilai,satuan,penerbit,tanggal_terbit
tpt,31,2025,6.2,%,BPS,2025-11-05
ipm,31.73,2024,82.1,indeks,BPS,
gini,31,2025,0.4,,BPS,2025-11-05
tpt,31,dua ribu,6.2,%,BPS,
"""
STARTUPS = """\
id,nama,pendiri,tingkat,bidang,kode_wilayah,tahun_berdiri,program,per_waktu
U1,Kota Pintar,Siti Rahmawati,Tumbuh,Transportasi,31.74,2019,JSC Hive,2026-01-05
U2,Nusa Data,Budi Santoso,unicorn,Keuangan,31.71,2015,,2026-01-05
U1,Kota Pintar,Siti Rahmawati,awal,Transportasi,31.74,2019,JSC Hive,2025-01-05
"""
TRIPS = """\
mitra,moda,jam,asal,tujuan,perjalanan,pengemudi
Gojek,motor,2026-01-05 07:00:00,31.73.05,31.74.01,44,Budi Santoso
Grab,mobil,2026-01-05 07:00:00,31.73.05,31.74.01,9,Budi Santoso
Grab,mobil,2026-01-05 07:00:00,31.73.05,Tebet,90,Budi Santoso
"""
# feed -> file, (read, inserted, updated, duplicate, quarantined), reasons, remarks
CASES = {
    "payments": (PAYMENTS, (7, 2, 0, 1, 4), [(5, ["unknown:method"]), (6, ["format:area"]), (7, ["range:paid_n"]), (8, ["future:hour_at"])], {"unmapped_columns": None}),
    "ecommerce": (ECOMMERCE, (4, 2, 0, 0, 2), [(4, ["required:month_on", "type:month_on"]), (5, ["future:told_at"])], {"few:sellers": 1}),
    "enterprises": (ENTERPRISES, (3, 2, 0, 0, 1), [(4, ["order:training_started_at>training_completed_at"])], {"unknown:size": 1}),
    "food_prices": (FOOD, (5, 2, 0, 1, 2), [(5, ["range:price_rp"]), (6, ["required:day_on"])], {"new:commodity": 1}),
    "startups": (STARTUPS, (3, 1, 0, 1, 1), [(3, ["unknown:level"])], {}),
    "partner_trips": (TRIPS, (3, 2, 0, 0, 1), [(4, ["format:destination"])], {"few:trips": 1}),
    "statistics": (STATISTICS, (4, 3, 0, 0, 1), [(5, ["required:year", "type:year"])], {"new:series": 1}),
}  # fmt: skip
PERSONS = ("Siti", "Rahmawati", "0812345678", "Sewukarta", "Santoso", "Wulandari", "60329812345678")


@pytest.mark.parametrize("name", CASES)
def test_rows_and_reasons(warehouse: Warehouse, tmp_path: Path, name: str) -> None:
    text, law, bad, kept = CASES[name]
    lay_squares(warehouse)
    assert counts(put(warehouse, name, tmp_path / "x.csv", text, loaded_at=AT)) == law
    assert reasons(warehouse) == bad
    assert {k: n for k, n in remarks(warehouse).items() if ":" in k} == {k: n for k, n in kept.items() if n}
    again = counts(put(warehouse, name, tmp_path / "x.csv", text, loaded_at=AT))
    assert again[1:3] == (0, 0) and again[3] == law[1] + law[3], "the same file twice changes nothing"


def test_what_was_loaded(warehouse: Warehouse, tmp_path: Path) -> None:
    lay_squares(warehouse)
    for name, (text, *_rest) in CASES.items():
        put(warehouse, name, tmp_path / "x.csv", text, loaded_at=AT)
    with warehouse.working() as session:
        paid = session.rows("select hour_at, place_kind, method, is_cashless, paid_n from payment order by method")
        traded = session.rows("select partner, month_on::varchar, is_suppressed, sellers_n, orders_n, value_rp from ecommerce order by partner")
        members = session.rows("select enterprise_id, size, area, last_active_at from enterprise order by 1")
        told = session.rows("select series, published_at from statistic order by 1")
    assert paid == [(datetime(2026, 1, 5), "transit", "jakcard", True, 95), (datetime(2026, 1, 5), "transit", "tunai", False, 10)]
    assert traded == [("Shopee", "2025-12-01", True, None, None, None), ("Tokopedia", "2025-12-01", False, 12, 400, 90e6)]
    assert members == [("A1", "mikro", "31.73.05.1002", datetime(2026, 1, 19, 17)), ("A2", "tidak diketahui", "31.73.05.1001", None)]
    assert told == [("gini", datetime(2025, 11, 4, 17)), ("ipm", datetime(2024, 12, 31, 17)), ("tpt", datetime(2025, 11, 4, 17))]


def test_no_person_and_no_card_is_left_anywhere(warehouse: Warehouse, tmp_path: Path) -> None:
    """The files themselves are the publisher's; of ours, the state folder and every table are looked through."""
    lay_squares(warehouse)
    for name in ("payments", "enterprises", "startups", "partner_trips"):
        put(warehouse, name, tmp_path / "x.csv", CASES[name][0], loaded_at=AT)
    with warehouse.working() as session:
        assert session.one("select count(*) from quarantine")[0] == 7
        session.execute("checkpoint")
        tables = [t for (t,) in session.rows("select table_name from duckdb_tables() where not temporary")]
        kept = "\n".join(str(session.rows(f"select to_json(t)::varchar from {t} t")) for t in tables if t not in ("area", "kelurahan"))
    kept += "".join(f.read_bytes().decode("latin-1") for f in warehouse.settings.var.rglob("*") if f.is_file())
    assert [word for word in PERSONS if word in kept] == []
    assert list((warehouse.settings.var / "incoming").iterdir()) == []


@pytest.mark.opendata
def test_the_register_of_2014(warehouse: Warehouse, open_data: Path) -> None:
    batch = load(warehouse, feed("enterprises"), open_data / "msme/ukm_jakarta_2014.csv.gz")
    assert counts(batch) == (17_952, 17_952, 0, 0, 0)
    with warehouse.working() as session:
        sizes = dict(session.rows("select size, count(*) from enterprise group by 1"))
    assert sum(sizes.values()) == 17_952 and set(sizes) == {"mikro", "kecil", "menengah", "tidak diketahui"}
