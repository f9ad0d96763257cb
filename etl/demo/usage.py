"""What the demo city's portal, its application and its roads tell: the use of open data by month, users of JAKI by day, travel
times of corridors by hour. All numbers are ours. Rows are those that were published in [since, until), WIB seconds."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from etl.demo.draws import draws
from etl.demo.living import day_text, slots
from etl.demo.moments import DAY, HOUR, days
from etl.demo.places import Places
from etl.demo.tables import moment, number, words

_TOLD_S = 2 * HOUR
_TITLES = ("Laporan warga", "Kualitas udara", "Tinggi muka air", "Rute dan halte", "Penduduk menurut kelurahan", "APBD", "Tender", "Harga pangan", "Sekolah", "Puskesmas", "Taman", "Kebakaran")
_FORMS = ("", " per kelurahan", " per bulan")
_AGENCIES = ("Diskominfotik", "Dinas Lingkungan Hidup", "Dinas Sumber Daya Air", "TransJakarta", "Dukcapil", "BPKD", "BPPBJ", "Perumda Pasar Jaya", "Dinas Pendidikan", "Dinas Kesehatan", "Dinas Pertamanan", "Damkar")
_BEGAN = 17_000  # a day of 2016, when the first accounts of the demo were made
_ROADS = (
    ("Sudirman–Thamrin", "Bundaran Senayan", "Monas", 7600), ("Gatot Subroto", "Pancoran", "Slipi", 7100), ("MT Haryono", "Cawang", "Pancoran", 4800), ("Rasuna Said", "Kuningan", "Menteng", 4300),
    ("Daan Mogot", "Grogol", "Kalideres", 12400), ("Casablanca", "Kampung Melayu", "Tanah Abang", 6900), ("Yos Sudarso", "Cempaka Mas", "Tanjung Priok", 9800), ("Panjang", "Kebon Jeruk", "Pondok Indah", 8700),
    ("TB Simatupang", "Lebak Bulus", "Pasar Rebo", 13100), ("Pramuka", "Matraman", "Pulo Gadung", 5600), ("Gajah Mada", "Kota", "Harmoni", 3700), ("Letjen Suprapto", "Senen", "Pulo Gadung", 7900),
)  # fmt: skip
# How full the roads are by hour of a working day, 0 (free) to 1.
_FULL = np.array((0, 0, 0, 0, 0.02, 0.15, 0.55, 0.95, 1, 0.8, 0.6, 0.6, 0.65, 0.6, 0.6, 0.7, 0.9, 1, 1, 0.85, 0.55, 0.3, 0.1, 0.03))


def portal_table(seed: int, _places: Places, since: int, until: int) -> pa.Table:
    """Columns of data_terbuka.csv: each data set's month so far, told once a day; a refresh is due on a day of the month."""
    told = slots(since, until, DAY, _TOLD_S)
    # A day tells the whole month so far, so the last day of each month (and the newest one) is enough.
    month = told.astype("datetime64[D]").astype("datetime64[M]")
    last = np.append(month[1:] != month[:-1], True) if len(told) else np.zeros(0, bool)
    sets = [title + form for form in _FORMS for title in _TITLES]
    day, each = np.repeat(told[last], len(sets)), np.tile(np.arange(len(sets)), int(last.sum()))
    first = day.astype("datetime64[D]").astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    own, share = draws(seed, "portal", first, each), (day - first + 1) / 30
    due = first + 4 + own.below("due", 20)
    came = due - 3 + np.floor(own.uniform("before") * 4).astype(np.int64) + np.where(own.chance("late", 0.14), 2 + own.below("days", 20), 0)
    return pa.table(
        {
            "dataset": words([f"set-{n + 1}" for n in range(len(sets))], each),
            "bulan": day_text(first),
            "judul": words(sets, each),
            "skpd": words(_AGENCIES, each % len(_AGENCIES)),
            "unduhan": number(np.rint(share * own.lognormal("down", 420, 0.7)).astype(np.int64)),
            "panggilan_api": number(np.rint(share * own.lognormal("call", 5200, 0.9)).astype(np.int64)),
            "jatuh_tempo": day_text(due),
            "disegarkan": pa.array(came.astype(np.int32), pa.int32(), mask=came >= day).view(pa.date32()),
            "waktu_ubah": moment(day * DAY + _TOLD_S),
        }
    )


def app_table(seed: int, _places: Places, since: int, until: int) -> pa.Table:
    """Columns of jaki_pengguna.csv: one row a day, told in the night after it."""
    day = slots(since, until, DAY, DAY + _TOLD_S)
    own, weather = draws(seed, "jaki", day), days(seed, day)
    users = 1_400_000 + 700 * (day - _BEGAN)
    active = users * (0.21 + 0.02 * weather.rain + 0.004 * own.normal("active"))
    return pa.table(
        {
            "aplikasi": words(("JAKI",), np.zeros(len(day), np.int64)),
            "tanggal": day_text(day),
            "akun": number(users),
            "aktif_30_hari": number(np.rint(active).astype(np.int64)),
            "akun_baru": number(np.rint(own.lognormal("new", 700, 0.2)).astype(np.int64)),
            "waktu_ubah": moment((day + 1) * DAY + _TOLD_S),
        }
    )


def road_table(seed: int, _places: Places, since: int, until: int) -> pa.Table:
    """Columns of waktu_tempuh.csv: each corridor and direction at every full hour. Rain slows, days off are freer."""
    told = slots(since, until, HOUR, 0)
    ways = 2 * len(_ROADS)
    hour, way = np.repeat(told, ways), np.tile(np.arange(ways), len(told))
    kind, own, fixed = days(seed, hour * HOUR // DAY), draws(seed, "road", hour, way), draws(seed, "road/fixed", np.arange(ways))
    metres = np.array([road[3] for road in _ROADS])[way // 2]
    free = metres / (np.array([11.5, 9.5])[fixed.below("class", 2)][way] + 1.5 * fixed.uniform("speed")[way])
    full = _FULL[hour % 24] * np.where((kind.weekday >= 5) | kind.is_holiday, 0.45, 1)
    worst = (0.5 + 0.9 * fixed.uniform("worst"))[way] * (1 + 0.5 * kind.rain)
    usual, seen = free * (1 + full * (0.5 + 0.9 * fixed.uniform("worst"))[way]), free * (1 + full * worst) * own.lognormal("drive", 1, 0.07)
    starts = [name for _road, one, two, _length in _ROADS for name in (one, two)]
    goals = [name for _road, one, two, _length in _ROADS for name in (two, one)]
    return pa.table(
        {
            "id_koridor": words([f"R{n // 2 + 1:02d}-{n % 2}" for n in range(ways)], way),
            "waktu": moment(hour * HOUR),
            "nama": words([road[0] for road in _ROADS], way // 2),
            "dari": words(starts, way),
            "ke": words(goals, way),
            "panjang_m": number(metres),
            "detik": number(np.rint(seen).astype(np.int64)),
            "detik_lazim": number(np.rint(usual).astype(np.int64)),
        }
    )
