"""The economy of the demo city: payments, prices, partners' trade, members of OK OCE, yearly statistics. Levels and shares are ours."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from etl.demo.draws import Draws, Floats, Ints, draws
from etl.demo.moments import DAY, HOUR, day_of
from etl.demo.places import Places, reference
from etl.demo.tables import digits, joined, moment, number, words

KOTA = ("31.71", "31.72", "31.73", "31.74", "31.75")
PAID_DAYS, PRICED_DAYS, MONTHS = 7, 45, 14
JOINING, JOINING_DAYS, OPENED_S = 9_000, 6 * 365, 18_993 * DAY  # members by the end, over six years from 1 January 2022
COHORT_S, MONTH_S = 91 * DAY, 30 * DAY
# Payments in a usual hour, and the share of the methods jakcard, uang_elektronik, qris, kartu, tunai.
_PLACES = {
    "transit": (900, (0.52, 0.40, 0.05, 0.02, 0.01)),
    "pasar": (300, (0.08, 0.10, 0.48, 0.06, 0.28)),
    "parkir": (220, (0.20, 0.45, 0.16, 0.04, 0.15)),
    "wisata": (60, (0.30, 0.22, 0.30, 0.10, 0.08)),
    "retribusi": (40, (0.05, 0.06, 0.55, 0.20, 0.14)),
}
_METHODS = ("jakcard", "uang_elektronik", "qris", "kartu", "tunai")
_SPENT_RP = (3_500, 12_000, 28_000, 65_000, 18_000)
_RUSH = np.array([1, 1, 1, 2, 8, 30, 80, 95, 70, 50, 48, 55, 62, 52, 48, 58, 80, 98, 82, 55, 38, 22, 10, 4]) / 60
_STAPLES = (14_000, 42_000, 52_000, 36_000, 40_000, 138_000, 39_000, 29_500, 18_000, 18_500)
_MARKETS = ("Kramat Jati", "Minggu", "Senen", "Jatinegara", "Mayestik", "Palmerah", "Tanah Abang", "Koja")
_PARTNERS, _GOODS = ("Tokopedia", "Bukalapak", "Shopee"), ("fesyen", "kuliner", "elektronik", "kriya", "kecantikan")
_TRADES, _SIZES = ("Kuliner", "Fesyen", "Kriya", "Jasa", "Perdagangan"), ("mikro", "kecil", "menengah")
_YEARLY = {"tpt": (6.2, 0.7, "%"), "ipm": (83.0, 2.2, "indeks"), "rth": (6.5, 2.0, "%")}
# Shares of residents by schooling in %, and how they move in a year.
_SCHOOLING = {"didik_tanpa_sd": (10.0, -0.4), "didik_sd": (18.0, -0.4), "didik_smp": (18.0, -0.1), "didik_sma": (36.0, 0.4), "didik_tinggi": (18.0, 0.5)}


def _grid(*sizes: int) -> list[Ints]:
    """The index along each axis of every cell."""
    return [axis.ravel().astype(np.int64) for axis in np.indices(sizes)]


def payment_table(seed: int, until: int, days: int = PAID_DAYS) -> pa.Table:
    """pembayaran.csv: whole hours of the last `days` days that ended by `until` (WIB seconds)."""
    last = until // HOUR
    hour, kota, place, method = _grid(days * 24, len(KOTA), len(_PLACES), len(_METHODS))
    hour += last - days * 24
    own = draws(seed, "payment", hour, kota, place, method)
    usual = np.array([n for n, _ in _PLACES.values()])[place] * _RUSH[hour % 24] * (0.6 + 0.2 * kota)
    share = np.array([s for _, s in _PLACES.values()])[place, method]
    paid = np.floor(usual * share * own.lognormal("n", 1.0, 0.12)).astype(np.int64)
    value = np.round(paid * np.array(_SPENT_RP)[method] * own.lognormal("value", 1.0, 0.1), -2)
    return pa.table({
        "jam": moment(hour * HOUR), "kode_wilayah": words(KOTA, kota), "jenis_tempat": words(tuple(_PLACES), place), "tempat": words(("",), 0 * place),
        "metode": words(_METHODS, method), "jumlah": number(paid), "nilai_rp": number(value),
    })  # fmt: skip


def price_table(seed: int, until: int) -> pa.Table:
    """harga_pangan.csv: PRICED_DAYS days of ten staples in eight markets; chillies move most."""
    staples = reference("staple")["commodity"]
    day, market, staple = _grid(PRICED_DAYS, len(_MARKETS), len(staples))
    day += until // DAY - PRICED_DAYS + 1
    own = draws(seed, "price", day, market, staple)
    restless = np.where(np.isin(staple, (1, 2)), 0.16, 0.035)
    wave = np.sin(2 * np.pi * (day / np.array([61, 37, 29, 53, 71, 97, 43, 67, 83, 59])[staple] + seed % 7 / 7))
    price = np.round(np.array(_STAPLES)[staple] * (1 + restless * wave + 0.02 * own.normal("market")), -2)
    kota = np.array([4, 3, 0, 4, 3, 2, 0, 1])[market]
    return pa.table({
        "tanggal": _days(day), "komoditas": words(staples, staple), "pasar": joined("Pasar ", words(_MARKETS, market)), "harga_rp": number(price),
        "kode_wilayah": words(KOTA, kota),
    })  # fmt: skip


def trade_table(seed: int, until: int) -> pa.Table:
    """ecommerce.csv: MONTHS whole months; in some cells there are fewer than ten sellers."""
    today = day_of(until // DAY)
    ends = [divmod(today.year * 12 + today.month - 2 - back, 12) for back in range(MONTHS)]
    names = [f"{year}-{month + 1:02}" for year, month in ends]
    back, partner, kota, good = _grid(MONTHS, len(_PARTNERS), len(KOTA), len(_GOODS))
    number_of = np.array([year * 12 + month for year, month in ends])[back]
    own = draws(seed, "trade", number_of, partner, kota, good)
    sellers = np.floor(own.lognormal("sellers", np.array([90.0, 22.0, 120.0])[partner], 0.9)).astype(np.int64)
    orders = np.floor(sellers * own.lognormal("orders", 38.0, 0.3) * (1 - 0.01 * back)).astype(np.int64)
    return pa.table({
        "mitra": words(_PARTNERS, partner), "bulan": words(names, back), "kode_wilayah": words(KOTA, kota), "kategori": words(_GOODS, good),
        "penjual": number(sellers), "pesanan": number(orders), "nilai_rp": number(np.round(orders * own.lognormal("basket", 165_000.0, 0.2), -3)),
    })  # fmt: skip


def member_table(seed: int, places: Places, until: int) -> pa.Table:
    """umkm.csv: the register of OK OCE on the day, with cohorts of a quarter year."""
    every = np.arange(JOINING)
    joined_at = OPENED_S + np.floor(draws(seed, "member", every).uniform("joined") * JOINING_DAYS * DAY).astype(np.int64)
    index = every[joined_at <= until]
    own, joined_s = draws(seed, "member", index), joined_at[joined_at <= until]
    home = own.pick("home", places.population)
    cohort = joined_s // COHORT_S + 1
    ends = (cohort + 1) * COHORT_S
    has_begun = own.chance("trained", 0.72) & (cohort * COHORT_S <= until)
    done_s = cohort * COHORT_S + np.floor((0.6 + 0.4 * own.uniform("done")) * COHORT_S).astype(np.int64)
    has_done = has_begun & own.chance("completed", 0.74) & (done_s <= until)
    seen = _last_seen(seed, index, joined_s, until)
    has_seen = seen > 0
    return pa.table({
        "no_anggota": joined("OKOCE-", digits(index + 1, 5)), "kelurahan": words(places.kelurahan, home), "kecamatan": words(places.kecamatan, home),
        "kota": words(places.kota, home), "ukuran": words(_SIZES, own.pick("size", np.array([0.86, 0.12, 0.02]))), "kategori": words(_TRADES, own.below("trade", len(_TRADES))),
        "program": words(("OK OCE",), 0 * index), "angkatan": joined("A", digits(cohort, 3)), "mulai_latih": moment(cohort * COHORT_S, ~has_begun),
        "selesai_latih": moment(done_s, ~has_done), "akhir_angkatan": moment(ends, ~has_begun), "tanggal_daftar": moment(joined_s),
        "aktif_terakhir": moment(seen, ~has_seen), "per_tanggal": moment(np.full(len(index), until // DAY * DAY)),
    })  # fmt: skip


def _last_seen(seed: int, index: Ints, joined_s: Ints, until: int) -> Ints:
    """The newest of the moments, one for most months of four, at which a member sold something; 0 when there is none."""
    newest = np.zeros(len(index), dtype=np.int64)
    for back in range(4):
        month = np.full(len(index), until // MONTH_S - back)
        own = draws(seed, "member/sold", index, month)
        at = month * MONTH_S + np.floor(own.uniform("at") * MONTH_S).astype(np.int64)
        newest = np.maximum(newest, np.where(own.chance("sold", 0.3) & (at <= until) & (at >= joined_s), at, 0))
    return newest


def statistic_table(seed: int, until: int) -> pa.Table:
    """statistik.csv: eight years of eight series for the province and its kota, published on 1 November; shares by schooling add up."""
    today = day_of(until // DAY)
    newest = today.year if today.month >= 11 else today.year - 1
    return pa.concat_tables([_yearly_table(seed, newest), _schooling_table(seed, newest)])


def _yearly_table(seed: int, newest: int) -> pa.Table:
    names, areas = tuple(_YEARLY), ("31", *KOTA, "31.01")
    series, area, back = _grid(len(names), len(areas), 8)
    year = newest - back
    own: Draws = draws(seed, "statistic", series, area, year)
    base, spread = (np.array([_YEARLY[name][n] for name in names])[series] for n in (0, 1))
    drift = np.array([-0.15, 0.45, 0.08])[series] * (year - 2020)
    lean = draws(seed, "statistic/area", series, area).normal("lean")
    value = np.round(base + drift + spread * np.where(area == 0, 0.0, lean) + 0.08 * own.normal("noise"), 2)
    units = words([_YEARLY[name][2] for name in names], series)
    return _statistics(words(names, series), words(areas, area), year, value, units)


def _schooling_table(seed: int, newest: int) -> pa.Table:
    names, areas = tuple(_SCHOOLING), ("31", *KOTA, "31.01")
    base, drift = (np.array([_SCHOOLING[name][n] for name in names])[:, None, None] for n in (0, 1))
    area, back = (axis[None] for axis in np.indices((len(areas), 8)))
    lean = draws(seed, "schooling", area.astype(np.int64)).normal("lean") * (area > 0)
    tilt = np.array([-1.0, -1.0, 0.0, 0.5, 1.0])[:, None, None]  # where more have a degree, fewer have no school
    weight = (base + drift * (newest - back - 2020)) * np.exp(0.12 * tilt * lean)
    value = np.round(100 * weight / weight.sum(axis=0), 2)
    series, area, back = _grid(*value.shape)
    return _statistics(words(names, series), words(areas, area), newest - back, value.ravel(), words(("%",), 0 * area))


def _statistics(series: pa.Array, area: pa.Array, year: Ints, value: Floats, unit: pa.Array) -> pa.Table:
    return pa.table({
        "deret": series, "kode_wilayah": area, "tahun": number(year), "nilai": number(value), "satuan": unit, "penerbit": words(("BPS (simulasi)",), 0 * year),
        "tanggal_terbit": joined(digits(year, 4), "-11-01"),
    })  # fmt: skip


def _days(number_of: Ints) -> pa.Array:
    """Day numbers as `YYYY-MM-DD`."""
    return pa.array(number_of.astype("datetime64[D]"))

