"""What we do not know: feeds that are late, ended or missing, rows kept out, and figures that rest on too few cases."""

from __future__ import annotations

import pandas as pd

from data.kpis.catalogue import catalogue
from layouts import formats
from layouts.briefing.material import Material
from layouts.briefing.shapes import Block, Column, Fact, Notice, Page, Prose, Sentence, Table, cells, table
from layouts.reasons import reason
from layouts.words import _, either, many, mark

NAMED = 5
REASONS = 20  # printed; the workbook holds all
STATES = {"ok": mark("berjalan"), "terlambat": mark("terlambat"), "mati": mark("kedaluwarsa"), "belum": mark("belum ada data"), "tetap": mark("dimuat")}


def sentences(material: Material) -> tuple[Sentence, ...]:
    """Short sentences, the gravest first; what is in order is not told."""
    said = [*_feeds(material), *_kpis(material), *_quarantine(material)]
    return tuple(said) or (Sentence(_("Semua sumber berjalan, tidak ada baris di karantina.")),)


def _feeds(material: Material) -> list[Sentence]:
    feeds, told = material.feeds, []
    texts = {
        "mati": mark("{n} sumber kedaluwarsa: {names}."), "terlambat": mark("{n} sumber terlambat: {names}."), "belum": mark("{n} sumber belum ada datanya: {names}."),
    }  # fmt: skip
    for state, text in texts.items():
        rows = feeds[feeds["state"] == state]
        if len(rows):
            names = _weightiest(rows)
            told.append(_counted(material, state, len(rows), many(text, len(rows), n=formats.number(len(rows)), names=names), "briefing_feeds"))
    return told


def _weightiest(rows: pd.DataFrame) -> str:
    """The names of the feeds whose KPIs carry the most weight, and how many more there are; the whole list stands on the page of doubts."""
    weight: dict[str, float] = {}
    for kpi in catalogue():
        weight[kpi.feed] = weight.get(kpi.feed, 0.0) + kpi.weight
    ordered = rows.assign(weight=rows["feed"].map(weight).fillna(0.0)).sort_values("weight", ascending=False, kind="stable")
    names = list(dict.fromkeys(either(r.title_id, r.title_en) for r in ordered.itertuples()))
    said, rest = ", ".join(names[:NAMED]), len(names) - NAMED
    return _("{names} dan {n} lagi", names=said, n=formats.number(rest)) if rest > 0 else said


def _kpis(material: Material) -> list[Sentence]:
    states = material.readings["state"].value_counts()
    told = []
    missing, few, gone = (int(states.get(s, 0)) for s in ("tidak dimuat", "sedikit", "kedaluwarsa"))
    if missing:
        all_n = formats.number(len(material.readings))
        text = many("{n} dari {all} KPI belum punya data, jadi tidak dinilai.", missing, n=formats.number(missing), all=all_n)
        told.append(_counted(material, "tidak dimuat", missing, text, "kpi_readings"))
    if few:
        told.append(_counted(material, "sedikit", few, many("{n} KPI berdasar terlalu sedikit kasus untuk dinilai.", few, n=formats.number(few)), "kpi_readings"))
    if gone:
        told.append(_counted(material, "kedaluwarsa", gone, many("{n} KPI ditarik karena sumbernya diam.", gone, n=formats.number(gone)), "kpi_readings"))
    return told


def _quarantine(material: Material) -> list[Sentence]:
    kept_out, rows = int(material.feeds["quarantined"].sum()), int(material.feeds["rows"].sum())
    if not kept_out:
        return []
    text = _("{n} baris ada di karantina, {rows} dimuat (sejak awal).", n=formats.number(kept_out), rows=formats.number(rows))
    return [_counted(material, "karantina", kept_out, text, "briefing_feeds")]


def _counted(material: Material, name: str, n: int, text: str, question: str) -> Sentence:
    return Sentence(text, (Fact(name, n, formats.number(n), question, material.params),))


def feed_table(feeds: pd.DataFrame) -> Table:
    """Every feed and source at the as-of moment, of `feeds_at`."""
    rows = [
        cells(either(r.title_id, r.title_en), formats.NOTHING if formats.is_missing(r.source) else r.source, _(STATES[r.state]), r.newest_event_at, r.rows, r.quarantined,
              _("ya") if r.is_simulated else _("tidak"))
        for r in feeds.itertuples()
    ]  # fmt: skip
    columns = (
        Column(_("Data"), width=2.7), Column(_("Sumber"), width=1.95), Column(_("Keadaan"), width=1.3), Column(_("Kejadian terbaru"), "moment", width=1.9),
        Column(_("Baris"), "int", width=0.9), Column(_("Karantina"), "int", width=0.9), Column(_("Simulasi"), width=1.0),
    )  # fmt: skip
    note = _("Keadaan dinilai pada saat yang tertera sebagai per. Baris dan karantina dihitung sejak awal.")
    return table("sumber", _("Sumber data"), columns, rows, "briefing_feeds", note=note, is_detail=True)


def quarantine_table(material: Material) -> Table:
    """Rows kept out, by rule."""
    names = {r.feed: either(r.title_id, r.title_en) for r in material.feeds.itertuples()}
    rows = [cells(names.get(r.feed, r.feed), r.source, reason(str(r.reason)), r.n) for r in material.quarantine.itertuples()]
    columns = (Column(_("Data"), width=1.9), Column(_("Sumber"), width=1.4), Column(_("Alasan"), width=4.4), Column(_("Baris"), "int"))
    note = _("Satu baris yang melanggar dua aturan dihitung pada keduanya.")
    return table("karantina", _("Baris di karantina menurut alasan"), columns, rows, "quarantine_by_reason", most=REASONS, note=note, is_detail=True)


def page(material: Material) -> Page:
    """The whole of it: sentences, feeds, quarantine."""
    missing = material.feeds[material.feeds["state"].isin(["belum", "mati"])]
    blocks: list[Block] = [Prose(_("Yang belum kita ketahui"), sentences(material))]
    if len(missing):
        blocks.append(Notice(_missing(missing), _("Muat atau hidupkan sumbernya, lalu buat briefing lagi.")))
    blocks.append(feed_table(material.feeds))
    blocks.append(quarantine_table(material))
    return Page("tidak_diketahui", _("Sumber data dan yang belum kita ketahui"), tuple(blocks))


def _missing(rows: pd.DataFrame) -> str:
    names = ", ".join(dict.fromkeys(either(r.title_id, r.title_en) for r in rows.itertuples()))
    return _("Tanpa data: {names}.", names=names)
