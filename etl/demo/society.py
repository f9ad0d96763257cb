"""What is told of people, always added up: social aid, Wi-Fi, school attendance; and of the JSC Hive and partners.

All names and numbers are ours. Every table gives the rows that were published in [since, until), WIB seconds.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from etl.demo.draws import draws
from etl.demo.living import day_text, slots
from etl.demo.moments import DAY, HOUR, days
from etl.demo.places import Places, rounded
from etl.demo.tables import digits, joined, moment, number, words

# Programme, recipients per thousand residents, rupiah for each, share that is reached in time.
_AID = (
    ("Kartu Jakarta Pintar Plus", 21, 300_000, 0.97),
    ("Kartu Lansia Jakarta", 9, 300_000, 0.94),
    ("Kartu Penyandang Disabilitas Jakarta", 1.6, 300_000, 0.92),
    ("Kartu Anak Jakarta", 4, 300_000, 0.95),
    ("Pangan Murah", 34, 126_000, 0.9),
)
SITES, SCHOOLS_NTH = 240, 2
_SITE_KINDS = ("RW", "sekolah", "taman", "puskesmas", "halte")
_LEVELS = ("sd", "smp", "sma", "smk")
_HIVE = (
    *(("ruang", f"Ruang {n}", 12, "jam") for n in ("Cendrawasih", "Elang", "Merpati", "Kenari")),
    *(("meja", f"Meja {n}", 40, "kursi") for n in ("lantai 1", "lantai 2", "lantai 3")),
    *(("komponen", n, 24, "jam") for n in ("Komponen 1", "Komponen 2", "Komponen 3", "Komponen 4", "Komponen 5")),  # which five the Hive has is not published
)
HALL = 150
_SCHEMES, _PARTNER_EVERY = ("Playground", "Co-Develop", "User"), 25
_FIELDS = ("Mobilitas", "Kesehatan", "Pendidikan", "Lingkungan", "Ekonomi kreatif", "Pembayaran", "Data dan AI")
_STAGES = ("penjajakan", "uji_coba", "perjanjian", "berjalan", "selesai", "batal")
_OUTCOMES = ("Dipakai di JAKI", "Data terbuka bersama", "Dilanjutkan ke pengadaan", "Tidak dilanjutkan")
_NIGHT_S, _SCHOOL_S, _PAID_S = 25 * HOUR, 15 * HOUR, 34 * DAY + 9 * HOUR


def aid_table(seed: int, places: Places, since: int, until: int) -> pa.Table:
    """Columns of bansos.csv: a month of a kelurahan and a programme, told early in the next month."""
    first = (np.datetime64("1970-01", "M") + np.arange(12 * 100)).astype("datetime64[D]").astype(np.int64)
    first = first[(first * DAY + _PAID_S >= since) & (first * DAY + _PAID_S < until)]
    each = len(places.code) * len(_AID)
    month, unit = np.repeat(first, each), np.tile(np.arange(each), len(first))
    area, kind = unit // len(_AID), unit % len(_AID)
    own = draws(seed, "aid", month, unit)
    _, per, rupiah, reach = (np.array(column) for column in zip(*_AID, strict=True))
    planned = np.rint(places.population[area] / 1000 * per[kind] * draws(seed, "aid/need", unit).lognormal("need", 1, 0.35)).astype(np.int64)
    paid = np.rint(planned * np.clip(reach[kind] + 0.03 + 0.02 * own.normal("paid"), 0, 1)).astype(np.int64)
    reached = np.rint(paid * np.clip(0.985 - 0.02 * own.uniform("lost"), 0, 1)).astype(np.int64)
    late = np.rint(paid * np.clip(1 - reach[kind], 0, 1) * own.uniform("late")).astype(np.int64)
    return pa.table(
        {
            "program": words([name for name, *_ in _AID], kind),
            "kode_kelurahan": words(places.code, area),
            "bulan": day_text(month),
            "rencana": number(planned),
            "dibayar": number(paid),
            "diterima": number(reached),
            "terlambat": number(late),
            "rencana_rp": number(planned * rupiah[kind]),
            "dibayar_rp": number(paid * rupiah[kind]),
            "waktu_ubah": moment(month * DAY + _PAID_S),
        }
    )


def wifi_table(seed: int, places: Places, since: int, until: int) -> pa.Table:
    """Columns of jakwifi.csv: a day of each site, told at one the next morning; a site may stay silent."""
    told, index = slots(since, until, DAY, _NIGHT_S), np.arange(SITES)
    day, site = np.repeat(told, SITES), np.tile(index, len(told))
    own, fixed = draws(seed, "wifi", day, site), draws(seed, "wifi/site", index)
    home, link = fixed.pick("home", places.population), fixed.pick("link", np.array([70.0, 24.0, 6.0]))
    lon, lat = (np.tile(rounded(axis), len(told)) for axis in places.points(fixed, home))
    silent = own.chance("silent", 0.02)
    poor = np.tile(fixed.chance("poor", 0.06), len(told))
    up = np.rint(1440 * np.clip(1 - np.where(poor, 0.12, 0.006) * own.lognormal("down", 1, 0.9), 0, 1)).astype(np.int64)
    speed = np.array([48.0, 22.0, 9.0])[link][site] * own.lognormal("speed", 1, 0.25)
    return pa.table(
        {
            "id_titik": joined("W-", digits(site + 1, 4)),
            "tanggal": day_text(day),
            "nama": joined("JakWifi ", words(places.kelurahan, home[site]), " ", digits(site + 1, 1)),
            "jenis": words(_SITE_KINDS, fixed.below("kind", len(_SITE_KINDS))[site]),
            "jaringan": words(("serat", "nirkabel", "seluler"), link[site]),
            "menit_hidup": number(up, silent),
            "menit_wajib": number(np.full(len(day), 1440)),
            "unduh_mbps": number(np.round(speed, 1), silent),
            "unggah_mbps": number(np.round(0.6 * speed, 1), silent),
            "perangkat_puncak": number(np.rint(own.lognormal("devices", 35, 0.6)).astype(np.int64), silent),
            "bujur": number(lon),
            "lintang": number(lat),
            "waktu_ubah": moment(day * DAY + _NIGHT_S),
        }
    )


def attendance_table(seed: int, places: Places, since: int, until: int) -> pa.Table:
    """Columns of kehadiran_siswa.csv: one school in every second kelurahan, on days of teaching, told in the afternoon."""
    told = slots(since, until, DAY, _SCHOOL_S)
    kind = days(seed, told)
    told = told[(kind.weekday < 5) & ~kind.is_holiday]
    home = np.arange(1, len(places.code), SCHOOLS_NTH)
    day, school = np.repeat(told, len(home)), np.tile(home, len(told))
    own, fixed = draws(seed, "school", day, school), draws(seed, "school/fixed", home)
    level = np.tile(fixed.below("level", len(_LEVELS)), len(told))
    enrolled = np.tile(180 + fixed.below("size", 540), len(told))
    share = np.clip(0.962 - 0.04 * days(seed, day).rain + np.tile(0.015 * fixed.normal("school"), len(told)) + 0.012 * own.normal("day"), 0, 1)
    return pa.table(
        {
            "npsn": joined("S", digits(20_100_000 + school, 8)),
            "tanggal": day_text(day),
            "nama": joined("Sekolah Simulasi ", words(places.kelurahan, school)),
            "jenjang": words(_LEVELS, level),
            "siswa": number(enrolled),
            "hadir": number(np.rint(enrolled * share).astype(np.int64)),
            "kode_kelurahan": words(places.code, school),
            "waktu_ubah": moment(day * DAY + _SCHOOL_S),
        }
    )


def hive_table(seed: int, _places: Places, since: int, until: int) -> pa.Table:
    """Columns of jsc_hive.csv: each unit's day, and the hall's event where there is one."""
    told = slots(since, until, DAY, _NIGHT_S)
    units = (*_HIVE, ("acara", "Aula", HALL, "kursi"))
    day, unit = np.repeat(told, len(units)), np.tile(np.arange(len(units)), len(told))
    own = draws(seed, "hive", day, unit)
    kinds = np.array([kind for kind, *_ in units])[unit]
    offered = np.array([size for _, _, size, _ in units])[unit]
    works = kinds == "komponen"
    share = np.where(works, np.where(own.chance("fault", 0.05), own.uniform("hours"), 1), np.where(days(seed, day).weekday < 5, 0.62, 0.25) + 0.3 * own.uniform("taken"))
    kept = (kinds != "acara") | own.chance("event", 0.4)
    rows = np.flatnonzero(kept)
    return pa.table(
        {
            "jenis": words([k for k, *_ in units], unit[rows]),
            "unit": words([name for _, name, *_ in units], unit[rows]),
            "tanggal": day_text(day[rows]),
            "tersedia": number(offered[rows]),
            "terpakai": number(np.round(offered * share)[rows].astype(np.int64)),
            "satuan": words([m for *_, m in units], unit[rows]),
            "waktu_ubah": moment(day[rows] * DAY + _NIGHT_S),
        }
    )


def partner_table(seed: int, _places: Places, since: int, until: int) -> pa.Table:
    """Columns of kemitraan.csv: a new talk every 25 days, signed after 90, ended after one or two years."""
    number_of = np.arange(until // DAY // _PARTNER_EVERY - 44, until // DAY // _PARTNER_EVERY + 1)
    own = draws(seed, "partner", number_of)
    begun = number_of * _PARTNER_EVERY
    signed, years = begun + 90, 1 + own.below("years", 2)
    ends = signed + 365 * years
    steps = np.stack([begun, begun + 30, signed, signed + 30, ends], axis=1) * DAY + 9 * HOUR
    stage = (steps < until).sum(axis=1) - 1
    dropped = own.chance("dropped", 0.12) & (stage >= 2)
    changed = np.take_along_axis(steps, np.maximum(np.where(dropped, 2, stage), 0)[:, None], axis=1)[:, 0]
    rows = np.flatnonzero((stage >= 0) & (changed >= since))
    is_signed = (stage >= 2) & ~dropped
    return pa.table(
        {
            "nomor": joined("KS-", digits(number_of[rows], 4)),
            "mitra": joined("Mitra Simulasi ", digits(number_of[rows], 1)),
            "skema": words(_SCHEMES, own.below("scheme", 3)[rows]),
            "bidang": words(_FIELDS, own.below("field", len(_FIELDS))[rows]),
            "tahap": words(_STAGES, np.where(dropped, 5, stage)[rows]),
            "mulai": pa.array(signed[rows].astype(np.int32), pa.int32(), mask=~is_signed[rows]).view(pa.date32()),
            "berakhir": pa.array(ends[rows].astype(np.int32), pa.int32(), mask=~is_signed[rows]).view(pa.date32()),
            "hasil": words(_OUTCOMES, own.below("outcome", len(_OUTCOMES))[rows], (stage != 4)[rows] | dropped[rows]),
            "waktu_ubah": moment(changed[rows]),
        }
    )
