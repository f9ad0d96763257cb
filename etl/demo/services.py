"""The smaller publishers of the demo city, declared: file, feed, address, pace, and how much of the past each one tells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import pyarrow as pa

from etl.demo import floods, living, society, usage
from etl.demo.dirty import Shape
from etl.demo.moments import DAY, HOUR
from etl.demo.publisher import Publisher

BAD_SHARE = 0.0015


@dataclass(frozen=True, slots=True)
class Service(Publisher[pa.Table]):
    """One that publishes a table, and how its rows may be broken."""

    root: ClassVar[str] = "/layanan"

    shape: Shape


SERVICES = (
    Service("bansos.csv", "social_aid", "simulasi_dinsos", DAY, 215 * DAY, 40 * DAY, society.aid_table,
            Shape("kode_kelurahan", "waktu_ubah", number="dibayar")),
    Service("panggilan_112.csv", "emergency_calls", "simulasi_112", 300, 75 * DAY, 3 * HOUR, living.emergency_table,
            Shape("jam", "waktu_ubah", number="dijawab")),
    Service("ambulans.csv", "ambulance_calls", "simulasi_agd", 60, 75 * DAY, 6 * HOUR, living.ambulance_table,
            Shape("nomor", "waktu_panggil", "waktu_ubah", number="prioritas")),
    Service("jakwifi.csv", "wifi", "simulasi_jakwifi", 3600, 35 * DAY, 2 * DAY, society.wifi_table,
            Shape("id_titik", "waktu_ubah", "", "bujur", "lintang", "menit_wajib")),
    Service("dbd_mingguan.csv", "dengue", "simulasi_dinkes", 3600, 182 * DAY, 15 * DAY, living.dengue_table,
            Shape("kode_kelurahan", "waktu_ubah", number="kasus")),
    Service("pompa.csv", "pumps", "simulasi_pompa", 300, 65 * DAY, HOUR, living.pump_table,
            Shape("id_pompa", "waktu_ubah", "", "bujur", "lintang", "debit_m3_dtk")),
    Service("ritasi_sampah.csv", "waste_trips", "simulasi_ritasi", 3600, 45 * DAY, 2 * DAY, living.waste_table,
            Shape("id_tps", "waktu_ubah", "", "bujur", "lintang", "rencana")),
    Service("kemitraan.csv", "partnerships", "simulasi_kemitraan", DAY, 1200 * DAY, 60 * DAY, society.partner_table,
            Shape("nomor", "waktu_ubah")),
    Service("jsc_hive.csv", "hive", "simulasi_hive", 3600, 62 * DAY, 2 * DAY, society.hive_table,
            Shape("unit", "waktu_ubah", number="tersedia")),
    Service("kehadiran_siswa.csv", "attendance", "simulasi_disdik", 3600, 45 * DAY, 7 * DAY, society.attendance_table,
            Shape("npsn", "waktu_ubah", number="siswa")),
    Service("data_terbuka.csv", "open_data_use", "simulasi_portal", 3600, 400 * DAY, 2 * DAY, usage.portal_table,
            Shape("dataset", "waktu_ubah", number="unduhan")),
    Service("jaki_pengguna.csv", "app_use", "simulasi_jaki", 3600, 400 * DAY, 3 * DAY, usage.app_table,
            Shape("aplikasi", "waktu_ubah", number="akun")),
    Service("waktu_tempuh.csv", "travel_times", "simulasi_waktu_tempuh", 900, 62 * DAY, 3 * HOUR, usage.road_table,
            Shape("id_koridor", "waktu", number="panjang_m", needs_key=False)),
    Service("laporan_banjir.csv", "flood_reports", "simulasi_banjir", 120, 90 * DAY, floods.QUIET_S, floods.report_table,
            Shape("no_laporan", "waktu_lapor", "", "bujur", "lintang", "kedalaman_cm", needs_key=False)),
)  # fmt: skip
BY_FILE = {service.file: service for service in SERVICES}
