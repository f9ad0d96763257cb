"""A page for each compared place: its figures with those of the period before, its late categories, its backlog, and what cannot be told yet."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from data.queries.briefing import UNKNOWN
from layouts import formats
from layouts.briefing.figures import area_name, category_name, counted, grouped, shares
from layouts.briefing.material import LEAST_N, Material
from layouts.briefing.places import agency_table, late_chart, whole_pct
from layouts.briefing.shapes import Block, Cell, Column, Notice, Page, Prose, Sentence, cells, table
from layouts.briefing.small import is_small
from layouts.spans import PER_HOUR, Unit
from layouts.words import _, many

MOST_BARS = 12
TIMES = (("P50", "p50_h"), ("P90", "p90_h"))


def pages(material: Material) -> list[Page]:
    """One for each compared place that has reports."""
    if not len(material.cube) or len(material.filters.area) >= 13:
        return []
    codes = [c for c in sorted(grouped(material.cube, "area", material.child_length).index) if c != UNKNOWN]
    return [_page(material, code) for code in codes]


def _page(material: Material, code: str) -> Page:
    """Where nothing but the number of reports can be told, it is told in sentences: no table of dashes."""
    cube, name = _of(material.cube, code), area_name(material, code)
    rows = _rows(material, code)
    waiting = tuple(_waiting(material, code, cube))
    agencies = replace(agency_table(cube, _of(material.backlog, code), f"perangkat_{code}", _("Perangkat daerah di wilayah ini"), 10), is_detail=True)
    if len(rows) == 1:
        return Page(f"wilayah_{code}", name, (Prose(name, (_incoming(material, code), *waiting)), agencies))
    columns = (Column(_("Ukuran"), width=3), Column(_("Kini"), "number"), Column(_("Sebelumnya"), "number"), Column(_("Perubahan"), "signed"), Column(_("Satuan")))
    figures = table(f"angka_{code}", _("Angka pokok"), columns, rows, "briefing_cube, response_times")
    title = _("Tunggakan") if len(waiting) == 1 else _("Tunggakan, dan yang belum dapat dihitung")
    return Page(f"wilayah_{code}", name, (figures, *_late(material, cube, name), Prose(title, waiting), agencies))


def _of(cube: pd.DataFrame, code: str) -> pd.DataFrame:
    return cube[cube["area"].str.startswith(code)]


def _late(material: Material, cube: pd.DataFrame, name: str) -> list[Block]:
    """The categories that are late most often; nothing where no report has fallen due, for a sentence says that."""
    if not cube["due_n"].sum():
        return []
    told = shares(grouped(cube, "category"), least=material.least)
    told = told[told["state"] == "ok"].sort_values("pct", ascending=False).head(MOST_BARS)
    if not len(told):
        return [Notice(_("Terlalu sedikit laporan jatuh tempo per kategori untuk dibandingkan."), _("Lihat angka di atas, atau pilih periode yang lebih panjang."))]
    names = [category_name(material, str(k)) for k in told.index]
    message = _("{name}: kategori yang paling sering terlambat, dengan interval 95%", name=name)
    return [late_chart(told, names, message, _("kategori"), whole_pct(material))]


def _rows(material: Material, code: str) -> list[tuple[Cell, ...]]:
    """Now, before and change; the first row counts reports, the others are left out where this period has no figure: a sentence says why."""
    cube, before = _of(material.cube, code), _of(material.cube_before, code)
    late, late_before = _pct(cube, material.least), _pct(before, material.least)
    made = [cells(_("Laporan masuk"), cube["n"].sum(), before["n"].sum(), cube["n"].sum() - before["n"].sum(), _("laporan"))]
    if not math.isnan(late):
        made.append(cells(_("Terlambat dari yang jatuh tempo"), late, late_before, late - late_before, "%"))
    now, then = _times(material.by_place, code), _times(material.by_place_before, code)
    for name, key in TIMES:
        found = [math.nan if row is None else float(row[key]) for row in (now, then)]
        if math.isnan(found[0]):
            continue
        unit = Unit.of(found)
        value, previous = (hours * PER_HOUR[unit.name] for hours in found)
        made.append(cells(_("{p} waktu penyelesaian", p=name), value, previous, value - previous, _(unit.name)))
    return made


def _times(data: pd.DataFrame, code: str) -> pd.Series | None:
    """The response times of a place; None when it has fewer than LEAST_N reports."""
    rows = data[(data["key"] == code) & (data["n"] >= LEAST_N)]
    return rows.iloc[0] if len(rows) else None


def _pct(cube: pd.DataFrame, least: int) -> float:
    late, due = cube["late_n"].sum(), cube["due_n"].sum()
    if is_small(late, least) or is_small(due - late, least):
        return math.nan
    return float(100 * late / due) if due else math.nan


def _incoming(material: Material, code: str) -> Sentence:
    n, before = (int(_of(c, code)["n"].sum()) for c in (material.cube, material.cube_before))
    facts = (counted(material, f"laporan {code}", n, "briefing_cube"), counted(material, f"laporan {code} sebelumnya", before, "briefing_cube"))
    return Sentence(many("{n} laporan warga masuk, {before} pada periode sebelumnya.", n, n=facts[0].shown, before=facts[1].shown), facts)


def _waiting(material: Material, code: str, cube: pd.DataFrame) -> Iterator[Sentence]:
    """The backlog of all periods, then what of this period cannot be told and why."""
    total = _of(material.backlog, code)[["open_n", "overdue_n", "over30_n"]].sum()
    facts = tuple(counted(material, f"{name} {code}", int(n), "briefing_backlog") for name, n in total.items())
    if total["open_n"]:
        yield Sentence(_("Dari semua periode {open} laporan masih terbuka: {late} lewat batas, {old} di antaranya lebih dari 30 hari.", open=facts[0].shown, late=facts[1].shown, old=facts[2].shown), facts)
    else:
        yield Sentence(_("Tidak ada laporan terbuka."))
    if not cube["due_n"].sum():
        yield Sentence(_("Belum ada laporan periode ini yang jatuh tempo."))
    elif math.isnan(_pct(cube, material.least)):
        yield Sentence(_("Bagian yang terlambat tidak ditampilkan: jumlahnya kecil."))
    row = _times(material.by_place, code)
    if row is None:
        yield Sentence(_("P50 dan P90 tidak dihitung: kurang dari {n} laporan.", n=LEAST_N))
    elif missing := [name for name, key in TIMES if formats.is_missing(row[key])]:
        still = counted(material, f"terbuka {code}", int(row["open"]), "response_times"), counted(material, f"n {code}", int(row["n"]), "response_times")
        names = _("P50 dan P90") if len(missing) > 1 else missing[0]
        yield Sentence(_("{p} belum tercapai: {open} dari {n} laporan periode ini masih terbuka.", p=names, open=still[0].shown, n=still[1].shown), still)
