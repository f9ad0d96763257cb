"""Procurements on the screen: what deserves a look and by which rule, by agency, and how long they take. A flag accuses nobody."""

from __future__ import annotations

import pandas as pd

from data.answers import Answers
from data.queries.tenders import LEAST, RULES, tender_buyers, tender_cycle, tender_flags, tender_rules
from layouts import formats
from layouts.panel import Asked
from layouts.panels.sheet import Cells, Field, Sheet, spoken
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


def _days(name: str) -> Cells:
    """A column of moments as days of Jakarta."""
    return lambda data: [formats.day(None if pd.isna(at) else at.to_pydatetime()) for at in data[name]]


TENDERS = Sheet(
    lambda answers, asked: tender_flags(answers, asked.filters),
    (
        Field(mark("Perlu ditinjau"), _flags), Field(mark("Paket"), "title"), Field("SKPD", "buyer"), Field(mark("Pagu"), "value_rp", is_rupiah=True),
        Field(mark("Penawar"), lambda data: [formats.number(None if pd.isna(n) else float(n)) for n in data["bidder_n"]], is_number=True), Field(mark("Ditutup"), _days("closes_at")),
    ),
    _say_tenders, NOTHING,
)  # fmt: skip


def _rules(answers: Answers, asked: Asked) -> pd.DataFrame:
    """Each rule with the population in which it could be asked."""
    found = tender_flags(answers, asked.filters)
    return tender_rules(found) if len(found) else found


def _share(data: pd.DataFrame) -> list[str]:
    return [formats.percent(100 * flagged / known) if known >= LEAST else _("tidak cukup data") for flagged, known in zip(data["flagged_n"], data["known_n"], strict=True)]


RULE_TABLE = Sheet(
    _rules,
    (Field(mark("Aturan"), spoken("rule", SAID)), Field(mark("diketahui"), "known_n", formats.number), Field(mark("perlu ditinjau"), "flagged_n", formats.number), Field(mark("bagian"), _share, is_number=True)),
    lambda data: _("Aturan Cardinal; kurang dari {n} tender: tidak cukup data. Tanda bukan tuduhan.", n=formats.number(LEAST)), NOTHING,
)  # fmt: skip


def _buyers(answers: Answers, asked: Asked) -> pd.DataFrame:
    found = tender_flags(answers, asked.filters)
    return tender_buyers(found) if len(found) else found


def _say_buyers(data: pd.DataFrame) -> str:
    first = data.iloc[0]
    return _("Terbanyak: {buyer}, {marked} dari {n} tender.", buyer=str(first["buyer"]), marked=formats.number(first["flagged_n"]), n=formats.number(first["n"]))


BUYERS = Sheet(
    _buyers,
    (Field("SKPD", "buyer"), Field(mark("perlu ditinjau"), "flagged_n", formats.number), Field(mark("tender"), "n", formats.number), Field(mark("Pagu"), "value_rp", is_rupiah=True)),
    _say_buyers, NOTHING,
)  # fmt: skip


def _span(low: str, high: str) -> Cells:
    """A 95 % band in days; an edge that is not reached is a dash."""
    return lambda data: [f"{_in_days(a)}–{_in_days(b)}" for a, b in zip(data[low], data[high], strict=True)]


def _in_days(hours: float) -> str:
    return formats.NOTHING if formats.is_missing(hours) else formats.number(hours / HOURS_A_DAY)


CYCLE = Sheet(
    lambda answers, asked: tender_cycle(answers, asked.filters),
    (
        Field(mark("Jenis"), spoken("key", KINDS)), Field(mark("separuh, hari"), lambda data: [_in_days(h) for h in data["p50_h"]], is_number=True), Field(mark("rentang 95%"), _span("p50_lo", "p50_hi"), is_number=True),
        Field(mark("90%, hari"), lambda data: [_in_days(h) for h in data["p90_h"]], is_number=True), Field("n", "n", formats.number),
    ),
    lambda data: _("Dari pengumuman sampai kontrak, setahun terakhir, {n} tender; yang masih berjalan disensor (Kaplan–Meier).", n=formats.number(data["n"].sum())), NOTHING,
)  # fmt: skip
