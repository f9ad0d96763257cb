"""Plates of the demo city: a tax register, and what six corridors' readers saw. Every plate is drawn, none is anybody's."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from etl.demo.draws import Draws, Ints, draws
from etl.demo.moments import DAY
from etl.demo.places import rounded
from etl.demo.tables import joined, moment, number, words

VEHICLES, READ_DAYS, PER_DAY = 3_000, 6, 90
_CORRIDORS = ("Sudirman", "Gatot Subroto", "Rasuna Said", "S. Parman", "Yos Sudarso", "Jalan kampung")
_BUSY = (1.0, 0.9, 0.7, 0.6, 0.5, 0.06)  # the last one sees too few to be told
_LON, _LAT = np.array([106.822, 106.815, 106.832, 106.797, 106.882, 106.875]), np.array([-6.215, -6.232, -6.222, -6.186, -6.152, -6.262])
_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
_DUE_SHARE = 0.23


def _plates(seed: int, vehicle: Ints) -> pa.Array:
    """The plate of each vehicle: Jakarta's B, its number, three letters."""
    own = draws(seed, "plate", vehicle)
    tail = [words(tuple(_LETTERS), own.below(f"letter{n}", len(_LETTERS))) for n in range(3)]
    return joined("B", pa.array(1 + own.below("number", 9_999)).cast(pa.string()), *tail)


def tax_table(seed: int, until: int) -> pa.Table:
    """pajak_kendaraan.csv: the register as of the day."""
    vehicle = np.arange(VEHICLES)
    own = draws(seed, "tax", vehicle)
    today = until // DAY
    is_due = own.chance("due", _DUE_SHARE)
    due = today + np.where(is_due, -1 - own.below("late", 700), 1 + own.below("ahead", 360))
    owed = np.where(is_due, np.round(own.lognormal("owed", 1_400_000.0, 0.7), -3), 0.0)
    return pa.table({
        "nomor_polisi": _plates(seed, vehicle), "jenis": words(("motor", "mobil"), own.below("kind", 2)), "jatuh_tempo": pa.array(due.astype("datetime64[D]")),
        "terutang_rp": number(owed), "per_waktu": moment(np.full(VEHICLES, today * DAY)),
    })  # fmt: skip


def read_table(seed: int, until: int) -> pa.Table:
    """bacaan_pelat.csv: the reads of READ_DAYS days; one in twelve is no plate, some vehicles are from elsewhere."""
    day, corridor, nth = (axis.ravel() for axis in np.indices((READ_DAYS, len(_CORRIDORS), PER_DAY)))
    day = day + until // DAY - READ_DAYS + 1
    own: Draws = draws(seed, "read", day, corridor, nth)
    at = day * DAY + np.floor(own.uniform("at") * DAY).astype(np.int64)
    kept = np.flatnonzero(own.chance("seen", np.array(_BUSY)[corridor]) & (at <= until))
    own, at, corridor = Draws(own.base[kept]), at[kept], corridor[kept]
    vehicle = own.below("vehicle", VEHICLES + VEHICLES // 10)
    bad = own.chance("smudge", 0.05 + 0.02 * corridor)
    plate = pc.if_else(pa.array(bad), pa.scalar("B?"), _plates(seed, vehicle))
    return pa.table({
        "waktu": moment(at), "kamera": joined("ANPR-", pa.array(corridor + 1).cast(pa.string())), "koridor": words(_CORRIDORS, corridor), "pelat": plate,
        "keyakinan": number(np.round(np.where(bad, 0.3, 0.75 + 0.24 * own.uniform("sure")), 2)), "bujur": number(rounded(_LON[corridor])), "lintang": number(rounded(_LAT[corridor])),
    })  # fmt: skip
