"""Files that are told whole: what an office hands over from time to time, made as it stands at a moment.

One line here writes the file on paper (city.py) and publishes it on the air (server.py) under /register/<name>.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pyarrow as pa

from etl.demo.budget import budget_table
from etl.demo.dirty import Shape
from etl.demo.economy import PAID_DAYS, member_table, payment_table, price_table, statistic_table, trade_table
from etl.demo.moments import DAY, HOUR
from etl.demo.offices import SERVICE_DAYS, asset_table, permit_table, rating_table, service_table, zone_table
from etl.demo.partners import TRIP_DAYS, startup_table, trip_table
from etl.demo.places import Places
from etl.demo.plates import read_table, tax_table
from etl.demo.tenders import tender_table

PAST_DAYS = 62  # two months: the last whole one and the one that it is compared with


@dataclass(frozen=True, slots=True)
class Register:
    """name of the file; table(seed, places, until) gives its rows as known at `until` (WIB seconds); every_s between two looks.

    past(seed, places, until, days) makes the file that is handed over first: what later ones tell of the last days, for so many days,
    so that last month's figures are there.
    """

    name: str
    feed: str
    source: str
    table: Callable[[int, Places, int], pa.Table]
    shape: Shape
    bad_share: float = 0.002
    every_s: int = 6 * HOUR
    past: Callable[[int, Places, int, int], pa.Table] | None = None

    def on_paper(self, seed: int, places: Places, until: int, days: int) -> pa.Table:
        """The first file of a city that tells `days` days."""
        return self.past(seed, places, until, min(days, PAST_DAYS)) if self.past else self.table(seed, places, until)


REGISTERS = (
    Register("aset.csv", "assets", "simulasi_bpad", asset_table, Shape("id_aset", "", "", "bujur", "lintang", "nilai_rp")),
    Register("zonasi.csv", "zoning", "simulasi_citata", zone_table, Shape("kode_zona", "")),
    Register("izin.csv", "permits", "simulasi_ptsp", permit_table, Shape("no_izin", "diajukan", "", "bujur", "lintang", "tenggat_hari")),
    Register("layanan.csv", "service_desks", "simulasi_layanan", lambda seed, _places, until: service_table(seed, until), Shape("layanan", "", number="ditanya"), every_s=HOUR,
             past=lambda seed, _places, until, days: service_table(seed, until, max(days, SERVICE_DAYS))),
    Register("penilaian.csv", "ratings", "simulasi_penilaian", lambda seed, _places, until: rating_table(seed, until), Shape("opd", "", number="jumlah_nilai")),
    Register("tender.csv", "tenders", "simulasi_bppbj", lambda seed, _places, until: tender_table(seed, until), Shape("kode_tender", "waktu_rilis")),
    Register("anggaran.csv", "budget", "simulasi_bpkd", lambda seed, _places, until: budget_table(seed, until), Shape("tahun", "", number="nilai_rp")),
    Register("pembayaran.csv", "payments", "simulasi_jakartaone", lambda seed, _places, until: payment_table(seed, until), Shape("metode", "", number="jumlah"), 0.0005, HOUR,
             past=lambda seed, _places, until, days: payment_table(seed, until, max(days, PAID_DAYS))),
    Register("harga_pangan.csv", "food_prices", "simulasi_pangan", lambda seed, _places, until: price_table(seed, until), Shape("komoditas", "", number="harga_rp")),
    Register("ecommerce.csv", "ecommerce", "simulasi_ecommerce", lambda seed, _places, until: trade_table(seed, until), Shape("mitra", "", number="penjual"), 0.003),
    Register("umkm.csv", "enterprises", "simulasi_okoce", member_table, Shape("no_anggota", "", needs_key=False), 0.0002),
    Register("statistik.csv", "statistics", "simulasi_bps", lambda seed, _places, until: statistic_table(seed, until), Shape("deret", "", number="nilai")),
    Register("pajak_kendaraan.csv", "vehicle_tax", "simulasi_samsat", lambda seed, _places, until: tax_table(seed, until), Shape("nomor_polisi", "", number="terutang_rp"), every_s=DAY),
    Register("bacaan_pelat.csv", "plate_reads", "simulasi_anpr", lambda seed, _places, until: read_table(seed, until), Shape("kamera", ""), 0.004, HOUR),
    Register("perjalanan_mitra.csv", "partner_trips", "simulasi_mitra", trip_table, Shape("mitra", "", number="perjalanan"),
             past=lambda seed, places, until, days: trip_table(seed, places, until, max(days, TRIP_DAYS))),
    Register("usaha_rintisan.csv", "startups", "simulasi_rintisan", lambda seed, _places, until: startup_table(seed, until), Shape("id", "", number="tahun_berdiri"), every_s=DAY),
)  # fmt: skip


def register(name: str) -> Register | None:
    """The register of a file's name, or None."""
    return {each.name: each for each in REGISTERS}.get(name)
