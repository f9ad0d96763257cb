"""The demo city's budget: plan, revision, monthly cash plan and payments of two years, and two drafts of the next one.

Money flows late in the year, as it does. Each agency keeps its own pace; a few lag far behind and one pays ahead, so that
the absorption has something to show.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from etl.demo.draws import Floats, Ints, draws
from etl.demo.moments import DAY, day_number, day_of
from etl.demo.tables import digits, joined, moment, number, words

AGENCIES = (
    "Dinas Pendidikan", "Dinas Kesehatan", "Dinas Bina Marga", "Dinas Sumber Daya Air", "Dinas Perhubungan", "Dinas Lingkungan Hidup", "Dinas Sosial", "Dinas Perumahan Rakyat",
    "Dinas Cipta Karya", "Satuan Polisi Pamong Praja", "Dinas Pemadam Kebakaran", "Dinas Kebudayaan", "Dinas Tenaga Kerja", "Dinas Kependudukan", "Dinas Komunikasi dan Informatika",
    "Kota Jakarta Pusat", "Kota Jakarta Utara", "Kota Jakarta Barat", "Kota Jakarta Selatan", "Kota Jakarta Timur",
)  # fmt: skip
ACTIVITIES = ("Belanja pegawai", "Pemeliharaan rutin", "Pembangunan dan pengadaan", "Pelayanan warga")
TAXES = ("Pajak Kendaraan Bermotor", "Bea Balik Nama", "Pajak Bumi dan Bangunan", "Pajak Restoran", "Pajak Hotel", "Retribusi Daerah")
_SPENT = np.array([4, 5, 6, 7, 7, 8, 8, 9, 9, 10, 12, 15]) / 100  # share of a year's cash plan in each month: ours
_EARNED = np.array([7, 7, 8, 8, 8, 9, 9, 10, 9, 9, 8, 8]) / 100
_PACE = (0.62, 0.78, 0.96, 1.01, 0.98, 1.0, 0.97, 1.02, 0.99, 1.13)  # of payments against the plan, by agency
_SPLIT = 2  # payments of each activity in a month
REVISED_MONTH = 9


def budget_table(seed: int, until: int) -> pa.Table:
    """Columns of anggaran.csv: everything that is decided or paid before `until` (WIB seconds), of this year and the last."""
    year = day_of(until // DAY).year
    drafted = year + (day_of(until // DAY).month >= REVISED_MONTH)
    parts = [part for each in (year - 1, year) for part in (_plans(seed, each, until), _cash(seed, each), _paid(seed, each, until))]
    return pa.concat_tables([*parts, *_drafts(seed, drafted)])


def _cells(count: int) -> tuple[Ints, Ints]:
    """(payer, activity) of every line: agencies first, then the taxes, whose payer is the last one."""
    spending, taxes = len(AGENCIES) * len(ACTIVITIES), len(TAXES)
    cell = np.arange(count) % (spending + taxes)
    return np.where(cell < spending, cell // len(ACTIVITIES), len(AGENCIES)), np.where(cell < spending, cell % len(ACTIVITIES), len(ACTIVITIES) + cell - spending)


LINES = len(AGENCIES) * len(ACTIVITIES) + len(TAXES)


def _amount(seed: int, year: int) -> Floats:
    """Rupiah of the whole year for each line; a revenue is larger than a line of spending."""
    payer, _ = _cells(LINES)
    own = draws(seed, "budget", np.full(LINES, year), np.arange(LINES))
    return np.asarray(np.round(own.lognormal("size", np.where(payer < len(AGENCIES), 180e9, 6e12), 0.7), -6))


def _table(line: Ints, prefix: str, phase: str, year: int, month: Ints | None, at: Ints | None, part: Ints, amount: Floats) -> pa.Table:
    payer, activity = (values[line] for values in _cells(LINES))
    none = np.ones(len(line), dtype=bool)
    zero = np.zeros(len(line), dtype=np.int64)
    agency = words((*AGENCIES, "Badan Pendapatan Daerah"), payer)
    return pa.table(
        {
            "no_dokumen": joined(f"{prefix}-{year}-", digits(line + 1, 3), "-", digits(part, 2)),
            "fase": words((phase,), zero),
            "jenis": words(("belanja", "pendapatan"), (payer == len(AGENCIES)).astype(np.int64)),
            "tahun": number(zero + year),
            "bulan": number(zero, none) if month is None else number(month),
            "tanggal": moment(zero, none) if at is None else moment(at),
            "kode_skpd": joined("1.", digits(payer + 1, 2)),
            "skpd": agency,
            "program": joined("Program ", agency),
            "kode_kegiatan": joined("1.", digits(payer + 1, 2), ".", digits(activity + 1, 2)),
            "kegiatan": words((*ACTIVITIES, *TAXES), activity),
            "kode_rekening": joined("5.", digits(activity + 1, 1)),
            "rekening": words((*ACTIVITIES, *TAXES), activity),
            "nilai_rp": number(np.round(amount).astype(np.int64)),
        }
    )


def _start(year: int, month: int = 1) -> int:
    """WIB seconds at which a month begins."""
    return day_number(day_of(0).replace(year=year, month=month)) * DAY


def _plans(seed: int, year: int, until: int) -> pa.Table:
    """The plan, and from September its revision."""
    line, amount = np.arange(LINES), _amount(seed, year)
    plan = _table(line, "APBD", "apbd", year, None, None, np.zeros(LINES, dtype=np.int64), amount)
    if until < _start(year, REVISED_MONTH):
        return plan
    turned = np.round(amount * (0.95 + 0.1 * draws(seed, "budget/revised", np.full(LINES, year), line).uniform("by")), -6)
    revised = _table(line, "APBDP", "apbd_p", year, None, np.full(LINES, _start(year, REVISED_MONTH)), np.zeros(LINES, dtype=np.int64), turned)
    return pa.concat_tables([plan, revised])


def _months(seed: int, year: int) -> tuple[Ints, Ints, Floats]:
    """(line, month, rupiah) of the cash plan."""
    line, month = np.repeat(np.arange(LINES), 12), np.tile(np.arange(12), LINES)
    payer, _ = _cells(LINES)
    share = np.where(payer[line] < len(AGENCIES), _SPENT[month], _EARNED[month])
    return line, month + 1, np.asarray(_amount(seed, year)[line] * share)


def _cash(seed: int, year: int) -> pa.Table:
    line, month, amount = _months(seed, year)
    return _table(line, "KAS", "kas", year, month, None, month, amount)


def _paid(seed: int, year: int, until: int) -> pa.Table:
    """Payments (SP2D) booked before `until`."""
    lines, months, amounts = _months(seed, year)
    line, month, amount = np.repeat(lines, _SPLIT), np.repeat(months, _SPLIT), np.repeat(amounts, _SPLIT)
    part = (month - 1) * _SPLIT + np.tile(np.arange(_SPLIT), len(line) // _SPLIT)
    own = draws(seed, "budget/paid", np.full(len(line), year), line, part)
    begins = np.array([_start(year + (m == 13), 1 if m == 13 else m) for m in range(1, 14)])
    length = np.diff(begins)[month - 1] / _SPLIT
    # Working hours of a day in its own half of the month.
    day = (begins[month - 1] + (np.tile(np.arange(_SPLIT), len(line) // _SPLIT) + own.uniform("when")) * length).astype(np.int64) // DAY
    at = day * DAY + 9 * 3600 + own.below("second", 7 * 3600)
    payer, _ = _cells(LINES)
    pace = np.array([*(_PACE[n % len(_PACE)] for n in range(len(AGENCIES))), 1.03])[payer[line]]
    rupiah = amount / _SPLIT * pace * own.lognormal("pace", 1.0, 0.05)
    kept = at < until
    return _table(line[kept], "SP2D", "realisasi", year, month[kept], at[kept], part[kept], rupiah[kept])


def _drafts(seed: int, year: int) -> list[pa.Table]:
    """What the executive proposed and what the council made of it: most lines untouched, some cut, raised, struck or added."""
    line, proposed = np.arange(LINES - len(TAXES)), _amount(seed, year)[: LINES - len(TAXES)]
    own, nothing = draws(seed, "budget/draft", np.full(len(line), year), line), np.zeros(len(line), dtype=np.int64)
    fate = own.uniform("fate")
    made = np.where(fate < 0.04, 0, np.where(fate < 0.30, np.round(proposed * (0.6 + 0.9 * own.uniform("by")), -6), proposed))
    is_new, shown = fate > 0.95, np.full(len(line), _start(year - 1, REVISED_MONTH))  # drafts are shown in the September before their year
    return [
        _table(line[~is_new], "R", "rancangan_pemprov", year, None, shown[~is_new], nothing[~is_new], proposed[~is_new]),
        _table(line, "R", "rancangan_dprd", year, None, shown, nothing, made),
    ]
