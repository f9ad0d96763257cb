"""The demo city's procurements: a notice, an award, a signed contract, each one release; some cancelled, some with one bidder."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from etl.demo.budget import AGENCIES
from etl.demo.draws import Bools, Draws, Floats, Ints, draws
from etl.demo.moments import DAY, HOUR, day_of
from etl.demo.tables import joined, moment, number, stamped, words

HISTORY_DAYS = 500
_PER_DAY = 2  # notices tried each day; two in three come about
_METHODS, _METHOD_SHARE = ("open", "selective", "limited"), np.array([0.82, 0.12, 0.06])
_KINDS, _KIND_SHARE = ("goods", "works", "services"), np.array([0.45, 0.3, 0.25])
_WHAT = (("Pengadaan komputer", "Pengadaan alat kesehatan", "Pengadaan kendaraan sampah"), ("Perbaikan jalan", "Pembangunan saluran", "Rehabilitasi sekolah"), ("Jasa kebersihan", "Konsultansi pengawasan", "Jasa keamanan"))
_SINGLE = 0.14
_STOPPED = 0.08
_SUPPLIERS = 60
_CLASSES = 9
_MOST_BIDS = 6


def tender_table(seed: int, until: int) -> pa.Table:
    """Columns of tender.csv: the releases of the last 500 days written before `until` (WIB seconds)."""
    first = until // DAY - HISTORY_DAYS
    day, index = np.repeat(np.arange(first, until // DAY + 1), _PER_DAY), np.tile(np.arange(_PER_DAY), HISTORY_DAYS + 1)
    own = draws(seed, "tender", day, index)
    made = own.chance("comes", 0.66)
    day, index, own = day[made], index[made], Draws(own.base[made])
    notice = day * DAY + 8 * HOUR + own.below("second", 8 * HOUR)
    closes = notice + np.where(own.chance("short", 0.1), 7 + own.below("few", 7), 15 + own.below("days", 20)) * DAY
    awarded = closes + (6 + own.below("judged", 25)) * DAY
    signed = awarded + (5 + own.below("signed", 20)) * DAY
    stopped = own.chance("stopped", _STOPPED)
    stages = [(notice, "active", notice > 0), (awarded, "active", ~stopped), (signed, "complete", ~stopped), (awarded, "cancelled", stopped)]
    parts = [_release(own, day, index, (notice, closes, awarded, signed), at, status, n, kept & (at < until)) for n, (at, status, kept) in enumerate(stages)]
    return pa.concat_tables(parts)


def _release(own: Draws, day: Ints, index: Ints, times: tuple[Ints, Ints, Ints, Ints], at: Ints, status: str, stage: int, kept: Bools) -> pa.Table:
    """The rows of one stage: what is known by then and not more."""
    notice, closes, awarded, signed = times
    zero, never = np.zeros(len(day), dtype=np.int64), np.ones(len(day), dtype=bool)
    kind, is_told, is_signed = own.pick("kind", _KIND_SHARE), stage in (1, 2), stage == 2
    value = np.round(own.lognormal("value", 1.5e9, 0.9), -6)
    bidders, texts, winning = _bids(own, value)
    supplier = own.below("supplier", _SUPPLIERS)
    whole = pa.table(
        {
            "kode_tender": stamped("ocds-simjkt-", day, index, 2),
            "waktu_rilis": moment(at),
            "paket": joined(words([text for texts_of in _WHAT for text in texts_of], 3 * kind + own.below("what", 3)), " ", words([str(day_of(int(d)).year) for d in range(int(day.min()), int(day.max()) + 1)], day - day.min())),
            "skpd": words(AGENCIES, own.below("buyer", len(AGENCIES))),
            "metode": words(_METHODS, own.pick("method", _METHOD_SHARE)),
            "jenis": words(_KINDS, kind),
            "status": words((status,), zero),
            "pagu_rp": number(value.astype(np.int64)),
            "pengumuman": moment(notice),
            "batas_penawaran": moment(closes),
            "penawar": number(bidders, None if is_told else never),
            "penawaran": texts if is_told else pa.nulls(len(day), pa.string()),
            "pemenang": moment(awarded, None if is_told else never),
            "penyedia": joined(words(("SIM-",), zero), number(supplier).cast(pa.string())) if is_told else pa.nulls(len(day), pa.string()),
            "kontrak": moment(signed, None if is_signed else never),
            "nilai_kontrak_rp": number(winning.astype(np.int64), None if is_signed else never),
            "kelas_barang": joined('["K', number((supplier + own.below("class", 2) * (supplier % _CLASSES)) % _CLASSES).cast(pa.string()), '"]'),
        }
    )
    return whole.filter(pa.array(kept))


def _bids(own: Draws, value: Floats) -> tuple[Ints, pa.Array, Floats]:
    """(number of bids, the bids as OCDS writes them, the lowest valid one)."""
    count = np.where(own.chance("single", _SINGLE), 1, 2 + own.below("bids", _MOST_BIDS - 1))
    amount = np.round(value[:, None] * (0.78 + 0.2 * own.uniform("bid", _MOST_BIDS)))
    there = np.arange(_MOST_BIDS) < count[:, None]
    priced = np.where(there, amount, np.inf)
    lowest = priced.argmin(axis=1)
    is_out = own.chance("out", 0.08) & (count > 1)
    bad = (np.arange(_MOST_BIDS) == lowest[:, None]) & is_out[:, None]
    columns = [
        pc.if_else(
            pa.array(there[:, n]),
            joined('{"status": "', words(("valid", "disqualified"), bad[:, n].astype(np.int64)), '", "value": {"amount": ', number(amount[:, n].astype(np.int64)).cast(pa.string()), "}}"),
            pa.nulls(len(value), pa.string()),
        )
        for n in range(_MOST_BIDS)
    ]
    listed = pc.binary_join_element_wise(*columns, ", ", null_handling="skip")
    return count, joined("[", listed, "]"), np.where(bad, np.inf, priced).min(axis=1)
