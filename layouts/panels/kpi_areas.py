"""One KPI in every area of a level against the whole, and what moved it: the mix of areas, or how each of them did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd
from dash import html
from dash.development.base_component import Component

from data.answers import Answers
from data.kpis.catalogue import Kpi
from data.queries.areas import area_shapes
from data.queries.kpi_history import kpi_areas, kpi_moved, kpi_of
from data.queries.limits import group_titles
from layouts import formats
from layouts.drawers.indicator import SIGNS, interval_of
from layouts.grid import Column, grid
from layouts.options import Choices, chosen
from layouts.panel import Asked, Drawing, Empty, Look
from layouts.panels import kpi_map
from layouts.spans import Unit
from layouts.words import _, either, mark

LEVELS = (("kecamatan", mark("kecamatan")), ("kota", mark("kota")), ("kelurahan", mark("kelurahan")))
VIEWS = (("map", mark("peta")), ("table", mark("tabel")))
MOVED_LEVELS = (("kecamatan", mark("kecamatan")), ("kota", mark("kota")))
VERDICTS = {"better": mark("lebih baik"), "worse": mark("◆ lebih buruk"), "same": mark("tidak berbeda nyata"), "unknown": mark("◌ tidak dinilai")}
RANKS = {"worse": 0.0, "same": 1.0, "better": 2.0, "unknown": 3.0}


@dataclass(frozen=True, slots=True)
class ByArea:
    """The KPI, its rows by area, the names of areas by code; and for a map the outlines of the level."""

    kpi: Kpi | None
    level: str
    rows: pd.DataFrame
    names: dict[str, str]
    shapes: pd.DataFrame = field(default_factory=pd.DataFrame)


def ask(options: Sequence[Choices], answers: Answers, asked: Asked) -> ByArea:
    """The areas of the KPI, the level and the view chosen out of the panel's options."""
    name, level, view = chosen(asked.option, options)
    return of(answers, asked, kpi_of(answers, name), level, view)


def of(answers: Answers, asked: Asked, kpi: Kpi | None, level: str, view: str) -> ByArea:
    """The areas of one KPI."""
    is_asked = kpi is not None and kpi.is_loaded and kpi.has_areas
    rows = kpi_areas(answers, asked.filters, kpi, level) if is_asked and kpi else pd.DataFrame()
    shapes = area_shapes(answers, level) if view == "map" and len(rows) else pd.DataFrame()
    return ByArea(kpi, level, rows, names_of(answers), shapes)


def names_of(answers: Answers) -> dict[str, str]:
    """Code -> name of every area."""
    return dict(group_titles(answers, "area")[["key", "title_id"]].itertuples(index=False))


def draw(data: ByArea, _look: Look) -> Drawing:
    """The map or the grid, and the sentence that says how many differ."""
    missing = _absent(data.kpi, data.rows)
    if missing or data.kpi is None:
        return missing or Empty(_("Belum ada KPI yang dipilih, atau tidak ada di katalog."), _("Pilih KPI di katalog: /kpi"))
    note = _("Dinilai berbeda bila selang 95% wilayah tidak memuat nilai keseluruhan. Selang antarwilayah bukan peringkat.")
    said = sentence(data)
    if not data.rows["value"].where(data.rows["state"].isin(kpi_map.PUBLISHED)).notna().any():
        note = _("Tidak ada wilayah pada tingkat ini yang cukup datanya: sumbernya mungkin hanya sampai tingkat yang lebih luas. Pilih kota, atau rentang waktu yang lebih panjang.")
    shown = kpi_map.figure(data.kpi, data.rows, data.shapes, VERDICTS, said) if len(data.shapes) else _grid(data, data.kpi)
    return html.Div([html.P(said, className="verdict"), shown, html.P(note, className="chart-note")], className="grid-with-note")


def _grid(data: ByArea, kpi: Kpi) -> Component:
    found, unit = data.rows, kpi.unit
    time = Unit.of_kpi(unit, found["value"], found["previous"])

    def column(name: str, head: str) -> Column:
        return Column.of(name, time.head(head) if time else head, found[name], lambda v: time.kpi(v, unit) if time else formats.measured(v, unit))

    bands = [time.between(row.lo, row.hi, unit) if time else interval_of(row) for row in found.itertuples()]
    return grid([
        Column("name", _(dict(LEVELS)[data.level]), [data.names.get(code, code) for code in found["area"]], width=150, opens=[f"kpi:{kpi.id}/{code}" for code in found["area"]]),
        column("value", _("nilai")),
        Column("band", time.head(_("selang 95%")) if time else _("selang 95%"), bands, order=list(found["lo"].fillna(float("inf"))), width=130),
        Column("verdict", _("terhadap keseluruhan"), [_(VERDICTS[v]) for v in found["verdict"]], order=[RANKS[v] for v in found["verdict"]], width=140),
        column("previous", _("periode lalu")),
        Column.count("n", "n", found["n"]),
        Column("state", _("keadaan"), [" ".join((SIGNS[s][0], _(SIGNS[s][1]))).strip() for s in found["state"]], width=110),
    ])  # fmt: skip


def sentence(data: ByArea) -> str:
    """How many areas do better or worse than the whole."""
    assert data.kpi is not None
    counts = data.rows["verdict"].value_counts()
    words = {name: formats.number(int(counts.get(name, 0))) for name in VERDICTS}
    whole = formats.measured(data.rows["whole"].iloc[0], data.kpi.unit)
    return _("{title} keseluruhan {whole}: {better} lebih baik, {worse} lebih buruk, {same} tidak berbeda nyata, {unknown} tidak dinilai.",
             title=either(data.kpi.title_id, data.kpi.title_en), whole=whole, **words)  # fmt: skip


def ask_moved(options: Sequence[Choices], answers: Answers, asked: Asked) -> ByArea:
    """What moved the KPI chosen out of the panel's options, by areas of the level chosen."""
    name, level = chosen(asked.option, options)
    return moved_of(answers, asked, kpi_of(answers, name), level)


def moved_of(answers: Answers, asked: Asked, kpi: Kpi | None, level: str) -> ByArea:
    """What moved one KPI."""
    rows = kpi_moved(answers, asked.filters, kpi, level) if kpi is not None and kpi.is_loaded else pd.DataFrame()
    return ByArea(kpi, level, rows, names_of(answers))


def draw_moved(data: ByArea, _look: Look) -> Drawing:
    """The areas that moved it most, and the sum of both ways."""
    kpi = data.kpi
    if kpi is None:
        return Empty(_("Belum ada KPI yang dipilih, atau tidak ada di katalog."), _("Pilih KPI di katalog: /kpi"))
    if kpi.interval != "wilson" or not kpi.has_areas:
        return Empty(_("{title} bukan bagian dari kasus menurut wilayah, jadi tidak dapat dipecah.", title=either(kpi.title_id, kpi.title_en)), _("Pilih KPI dalam persen yang diukur menurut wilayah."))
    found = data.rows
    if not len(found):
        return Empty(_("Tidak ada dua periode untuk dibandingkan."), _("Perpendek rentang waktu: periode sebelumnya harus ada datanya."))
    columns = [
        Column("name", _(dict(MOVED_LEVELS)[data.level]), [data.names.get(code, code) for code in found["key"]], width=150),
        Column.of("total", _("pengaruh, poin"), found["total_pp"], _points),
        Column.of("mix", _("campuran"), found["mix_pp"], _points),
        Column.of("rate", _("kinerja"), found["rate_pp"], _points),
        Column.of("now", _("kini"), found["late_pct"], formats.percent),
        Column.of("then", _("periode lalu"), found["late_before_pct"], formats.percent),
        Column.count("n", "n", found["due_n"]),
    ]
    said = _("{title} bergerak {total} poin: {rate} karena kinerja wilayah, {mix} karena campurannya.", title=either(kpi.title_id, kpi.title_en),
             total=_points(found["total_pp"].sum()), rate=_points(found["rate_pp"].sum()), mix=_points(found["mix_pp"].sum()))  # fmt: skip
    note = _("Pemecahan Kitagawa (1955): campuran adalah kasus yang berpindah antarwilayah, kinerja adalah perubahan di dalam wilayah; jumlahnya tepat sama dengan perubahannya.")
    return html.Div([html.P(said, className="verdict"), grid(columns), html.P(note, className="chart-note")], className="grid-with-note")


def _points(value: float | None) -> str:
    if value is None or formats.is_missing(value):
        return formats.NOTHING
    return f"{'+' if round(value, 2) > 0 else ''}{formats.number(value, 2)}"


def _absent(kpi: Kpi | None, rows: pd.DataFrame) -> Empty | None:
    if kpi is not None and not kpi.is_loaded:
        return Empty(_("{title}: belum ada sumber datanya.", title=either(kpi.title_id, kpi.title_en)), _("Pilih KPI lain."))
    if kpi is not None and not kpi.has_areas:
        return Empty(_("{title} hanya dapat diukur untuk seluruh Jakarta.", title=either(kpi.title_id, kpi.title_en)), _("Pilih KPI lain."))
    if not len(rows):
        return Empty(_("Tidak ada wilayah pada tingkat ini di dalam pilihan."), _("Pilih wilayah yang lebih luas atau tingkat yang lebih rendah."))
    return None
