"""Why the share of late reports moved: the mix of reports, or the rate within each group. The parts add up to the change."""

from __future__ import annotations

import pandas as pd

from data.queries.briefing import drivers
from layouts import formats
from layouts.briefing.figures import area_name, category_name, grouped
from layouts.briefing.material import Material
from layouts.briefing.shapes import Block, Column, Notice, Page, Table, cells, table
from layouts.charts.spec import Chart, Series
from layouts.words import _

SHOWN = 8


def split(material: Material, by: str) -> pd.DataFrame:
    """The drivers between the period before and this one, by category or by compared place."""
    if by == "category":
        return drivers(material.cube, material.cube_before, by)
    cut = [_cut(cube, material.child_length) for cube in (material.cube, material.cube_before)]
    return drivers(cut[0], cut[1], "area")


def _cut(cube: pd.DataFrame, length: int) -> pd.DataFrame:
    return grouped(cube, "area", length).reset_index()


def openly(material: Material, told: pd.DataFrame) -> pd.DataFrame:
    """The drivers that may be drawn and named: without those that tell of a few cases, where the document hides them."""
    late = [(told[f"late_{w}pct"].astype(float).fillna(0) * told[f"due_{w}n"].astype(float) / 100).round() for w in ("", "before_")]
    due = [told["due_n"].astype(float), told["due_before_n"].astype(float)]
    counts = pd.concat([*late, *due, *(d - part for d, part in zip(due, late, strict=True))], axis=1)
    return told[~((counts > 0) & (counts < material.least)).any(axis=1)]


def leading(material: Material, told: pd.DataFrame) -> pd.DataFrame:
    """The drivers that may be named and that go the way of the whole change, the greatest first; none where nothing moved."""
    total = round(float(told["total_pp"].sum()), 2) if len(told) else 0.0
    return openly(material, told)[lambda rows: rows["total_pp"] * total > 0] if total else told.head(0)


def page(material: Material) -> Page:
    """Chart and tables of the drivers by category and by place."""
    by_category = split(material, "category")
    title = _("Penyebab perubahan keterlambatan")
    if not len(by_category):
        text = _("Perubahan tidak dapat diuraikan: salah satu periode tidak punya laporan yang jatuh tempo.")
        return Page("penyebab", title, (Notice(text, _("Bandingkan lagi setelah kedua periode punya data.")),))
    blocks: list[Block] = [chart(material, by_category)]
    blocks.append(_table(material, "penyebab_kategori", _("Menurut kategori"), by_category, "category"))
    blocks.append(_table(material, "penyebab_wilayah", _("Menurut wilayah"), split(material, "area"), "area"))
    return Page("penyebab", title, tuple(blocks))


def chart(material: Material, told: pd.DataFrame) -> Chart:
    """The greatest effects, split into mix and rate. Percentage points; above zero is worse."""
    top = openly(material, told).head(SHOWN)
    names = tuple(category_name(material, str(k)) for k in top["key"])
    total = float(told["total_pp"].sum())
    said = _("Bagian terlambat berubah {total} poin: {mix} dari bauran laporan, {rate} dari kinerja di dalam kategori",
             total=signed(total), mix=signed(float(told["mix_pp"].sum())), rate=signed(float(told["rate_pp"].sum())))  # fmt: skip
    series = (
        Series(_("bauran"), names, tuple(float(v) for v in top["mix_pp"]), colour=6),
        Series(_("kinerja"), names, tuple(float(v) for v in top["rate_pp"]), colour=1),
    )
    note = _("{n} pengaruh terbesar dari {all} kategori; di atas nol berarti lebih terlambat. Uraian Kitagawa: jumlah seluruh bagian sama dengan perubahannya.", n=len(top), all=len(told))
    return Chart("bar", series, message=said, x_title=_("kategori"), y_title=_("poin persen"), unit=_("poin"), x_kind="category", digits=2, notes=(note,))


def _table(material: Material, name: str, title: str, told: pd.DataFrame, by: str) -> Table:
    columns = (
        Column(_("Kategori") if by == "category" else _("Wilayah"), width=2.6), Column(_("Jatuh tempo kini"), "int"), Column(_("sebelumnya"), "int"),
        Column(_("Terlambat kini"), "percent"), Column(_("sebelumnya"), "percent"), Column(_("Bauran"), "signed", 2), Column(_("Kinerja"), "signed", 2),
        Column(_("Jumlah"), "signed", 2),
    )  # fmt: skip
    word = category_name if by == "category" else area_name
    rows = [
        cells(word(material, str(r.key)), r.due_n, r.due_before_n, r.late_pct, r.late_before_pct, r.mix_pp, r.rate_pp, r.total_pp) for r in told.itertuples()
    ]
    due, before = told["due_n"].sum(), told["due_before_n"].sum()
    late = (told["due_n"] * told["late_pct"].fillna(0)).sum() / due
    late_before = (told["due_before_n"] * told["late_before_pct"].fillna(0)).sum() / before
    rows.insert(0, cells(_("Seluruhnya"), due, before, late, late_before, told["mix_pp"].sum(), told["rate_pp"].sum(), told["total_pp"].sum()))
    note = _("Poin persen; terlambat: jatuh tempo dan belum ditutup tepat waktu.")
    return table(name, title, columns, rows, "briefing_cube", most=12 if by == "category" else None, note=note, is_detail=by == "category")


def signed(value: float, digits: int = 2) -> str:
    """`+0,45`, `−0,45`."""
    text = formats.number(value, digits)
    return f"+{text}" if round(value, digits) > 0 else text
