"""Partners of the demo city: rides between kecamatan, and a list of start-ups with invented names."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from etl.demo.draws import draws
from etl.demo.moments import DAY, HOUR
from etl.demo.places import Places
from etl.demo.tables import digits, joined, moment, number, words

TRIP_DAYS, STARTUPS, REVIEW_WEEKS = 3, 140, 12
_PARTNERS, _MODES = ("Gojek", "Grab"), ("motor", "mobil")
_HOURS, _BUSY = (7, 8, 12, 17, 18, 21), (1.0, 0.8, 0.4, 0.9, 1.0, 0.3)
_FAR = (1, 4, 13)  # destinations, so many kecamatan further in the list of codes
_LEVELS, _LEVEL_SHARES = ("ide", "purwarupa", "awal", "tumbuh", "matang"), (0.25, 0.25, 0.28, 0.16, 0.06)
_FIELDS, _KOTA = ("Transportasi", "Kesehatan", "Pendidikan", "Keuangan", "Pangan", "Lingkungan"), ("31.71", "31.72", "31.73", "31.74", "31.75")
_NAMES, _TAILS = ("Kota", "Nusa", "Rakit", "Lintas", "Sapa", "Tumbuh", "Cipta"), ("Pintar", "Data", "Hijau", "Sehat", "Karya", "Ajar")


def trip_table(seed: int, places: Places, until: int, days: int = TRIP_DAYS) -> pa.Table:
    """perjalanan_mitra.csv: six hours of each of the last whole `days` days."""
    code = sorted({kelurahan[:8] for kelurahan in places.code})
    day, hour, origin, far, partner = (axis.ravel() for axis in np.indices((days, len(_HOURS), len(code), len(_FAR), len(_PARTNERS))))
    day = day + until // DAY - days
    own = draws(seed, "ride", day, hour, origin, far, partner)
    rides = np.floor(own.lognormal("n", 60.0, 0.8) * np.array(_BUSY)[hour] / (1 + far)).astype(np.int64)
    return pa.table({
        "mitra": words(_PARTNERS, partner), "moda": words(_MODES, own.below("mode", 2)), "jam": moment(day * DAY + np.array(_HOURS)[hour] * HOUR),
        "asal": words(code, origin), "tujuan": words(code, (origin + np.array(_FAR)[far]) % len(code)), "perjalanan": number(rides),
    })  # fmt: skip


def startup_table(seed: int, until: int) -> pa.Table:
    """usaha_rintisan.csv: the list, each start-up as it was looked at last: on the first day of one week in REVIEW_WEEKS."""
    index, week = np.arange(STARTUPS), until // (7 * DAY)
    own = draws(seed, "startup", index)
    return pa.table({
        "id": joined("UR-", digits(index + 1, 4)), "nama": joined(words(_NAMES, own.below("name", len(_NAMES))), " ", words(_TAILS, own.below("tail", len(_TAILS))), " ", digits(index + 1, 3)),
        "tingkat": words(_LEVELS, own.pick("level", np.array(_LEVEL_SHARES))), "bidang": words(_FIELDS, own.below("field", len(_FIELDS))),
        "kode_wilayah": words(_KOTA, own.below("kota", len(_KOTA))), "tahun_berdiri": number(2012 + own.below("founded", 13)),
        "program": words(("JSC Hive", "OK OCE", "Mandiri"), own.below("programme", 3)), "per_waktu": moment((week - (week + own.below("review", REVIEW_WEEKS)) % REVIEW_WEEKS) * 7 * DAY),
    })  # fmt: skip
