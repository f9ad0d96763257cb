"""Procurements on the screen: what deserves a look and by which rule, by agency, and how long they take. A flag accuses nobody."""

from __future__ import annotations

import pandas as pd

from data.answers import Answers
from data.queries.tenders import LEAST, RULES, tender_buyers, tender_cycle, tender_flags, tender_rules
from layouts import formats
from layouts.panel import Asked
from layouts.panels.listing import Cell, Listing, plain, spoken, written
from layouts.words import _, mark

NOTHING = (mark("Tidak ada tender dalam pilihan ini."), mark("Lebarkan rentang waktu, atau muat berkas: python -m etl load tenders BERKAS"))
KINDS = {"goods": mark("barang"), "works": mark("konstruksi"), "services": mark("jasa"), "tidak_diketahui": mark("tidak diketahui")}
SAID = {
    "r003": mark("R003 masa penawaran kurang dari 15 hari"), "r018": mark("R018 penawar tunggal"), "r024": mark("R024 selisih harga sangat kecil"),
    "r036": mark("R036 penawaran terendah digugurkan"), "r048": mark("R048 penyedia beraneka barang"),
}  # fmt: skip
HOURS_A_DAY = 24


def _flags(data: pd.DataFrame) -> list[str]:
    """The rules that a procurement breaks, or that nothing is known."""
    known = data[list(RULES)].astype("boolean")
    broken, some = known.fillna(False).to_numpy(dtype=bool), known.notna().any(axis=1)
    marks = [", ".join(rule.upper() for rule, is_broken in zip(RULES, row, strict=True) if is_broken) for row in broken]
    return [f"◆ {text}" if text else formats.NOTHING if is_known else _("tidak cukup data") for text, is_known in zip(marks, some, strict=True)]


def _say_tenders(data: pd.DataFrame) -> str:
    marked = int(data[list(RULES)].astype("boolean").fillna(False).any(axis=1).sum())
    return _("{marked} dari {n} tender perlu ditinjau.", marked=formats.number(marked), n=formats.number(len(data)))


def _days(name: str) -> Cell:
    """A column of moments as days of Jakarta."""
    return lambda data: [formats.day(None if pd.isna(at) else at.to_pydatetime()) for at in data[name]]


TENDERS = Listing(
    lambda answers, asked: tender_flags(answers, asked.filters),
    (
        (mark("Perlu ditinjau"), _flags), (mark("Paket"), plain("title")), ("SKPD", plain("buyer")), (mark("Pagu"), written(formats.rupiah, "value_rp")),
        (mark("Penawar"), lambda data: [formats.number(None if pd.isna(n) else float(n)) for n in data["bidder_n"]]), (mark("Ditutup"), _days("closes_at")),
    ),
    _say_tenders, NOTHING, frozenset({3, 4}),
)  # fmt: skip


def _rules(answers: Answers, asked: Asked) -> pd.DataFrame:
    """Each rule with the population in which it could be asked."""
    found = tender_flags(answers, asked.filters)
    return tender_rules(found) if len(found) else found


def _share(data: pd.DataFrame) -> list[str]:
    return [formats.percent(100 * flagged / known) if known >= LEAST else _("tidak cukup data") for flagged, known in zip(data["flagged_n"], data["known_n"], strict=True)]


RULE_TABLE = Listing(
    _rules,
    ((mark("Aturan"), spoken("rule", SAID)), (mark("diketahui"), written(formats.number, "known_n")), (mark("perlu ditinjau"), written(formats.number, "flagged_n")), (mark("bagian"), _share)),
    lambda data: _("Aturan Cardinal; kurang dari {n} tender: tidak cukup data. Tanda bukan tuduhan.", n=formats.number(LEAST)), NOTHING, frozenset({1, 2, 3}),
)  # fmt: skip


def _buyers(answers: Answers, asked: Asked) -> pd.DataFrame:
    found = tender_flags(answers, asked.filters)
    return tender_buyers(found) if len(found) else found


def _say_buyers(data: pd.DataFrame) -> str:
    first = data.iloc[0]
    return _("Terbanyak: {buyer}, {marked} dari {n} tender.", buyer=str(first["buyer"]), marked=formats.number(first["flagged_n"]), n=formats.number(first["n"]))


BUYERS = Listing(
    _buyers,
    (("SKPD", plain("buyer")), (mark("perlu ditinjau"), written(formats.number, "flagged_n")), (mark("tender"), written(formats.number, "n")), (mark("Pagu"), written(formats.rupiah, "value_rp"))),
    _say_buyers, NOTHING, frozenset({1, 2, 3}),
)  # fmt: skip


def _span(low: str, high: str) -> Cell:
    """A 95 % band in days; an edge that is not reached is a dash."""
    return lambda data: [f"{_in_days(a)}–{_in_days(b)}" for a, b in zip(data[low], data[high], strict=True)]


def _in_days(hours: float) -> str:
    return formats.NOTHING if formats.is_missing(hours) else formats.number(hours / HOURS_A_DAY)


CYCLE = Listing(
    lambda answers, asked: tender_cycle(answers, asked.filters),
    (
        (mark("Jenis"), spoken("key", KINDS)), (mark("separuh, hari"), lambda data: [_in_days(h) for h in data["p50_h"]]), (mark("rentang 95 %"), _span("p50_lo", "p50_hi")),
        (mark("90 %, hari"), lambda data: [_in_days(h) for h in data["p90_h"]]), ("n", written(formats.number, "n")),
    ),
    lambda data: _("Dari pengumuman sampai kontrak, setahun terakhir, {n} tender; yang masih berjalan disensor (Kaplan–Meier).", n=formats.number(data["n"].sum())), NOTHING, frozenset({1, 2, 3, 4}),
)  # fmt: skip
