"""The indicators: their KPIs with target, interval and change, their scores now and before, and which exceed or lag."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from data.kpis.catalogue import INDICATORS
from data.kpis.score import Scored, card_score, composite, is_met, told
from layouts import formats
from layouts.briefing.material import Material
from layouts.briefing.shapes import Block, Column, Notice, Page, Table, cells, table
from layouts.charts.spec import Chart, Reference, Series
from layouts.spans import of_row
from layouts.words import _, either, mark

STATES = {
    "sedikit": mark("terlalu sedikit"), "basi": mark("basi"), "kedaluwarsa": mark("kedaluwarsa"), "tanpa target": mark("tanpa target"),
    "tidak dimuat": mark("belum dimuat"),
}  # fmt: skip
QUESTION = "kpi_readings"
MOST_COUNTED = 13  # KPIs whose formulas stand on their indicator's page


@dataclass(frozen=True, slots=True)
class Standing:
    """An indicator: score now and before (NaN: not published), coverage in % of weight, KPIs scored, all, and those that meet their target."""

    key: str
    title: str
    score: float
    before: float
    coverage_pct: float
    scored_n: int
    total_n: int
    met_n: int


def target_cell(row: Any, by: float = 1.0) -> float | str | None:
    """The target of a reading as a number in the unit of its row, so that a sheet can work with it; a band as `95–105`."""
    if formats.is_missing(row.target) or formats.is_missing(row.target_lo):
        return None if formats.is_missing(row.target) else float(row.target) * by
    return f"{row.target_lo:g}–{row.target:g}"


def state_name(row: Any) -> str:
    """Whether a reading meets its target; where that cannot be said, why: no data, too few cases, no target, a percentile that is not reached."""
    if row.state != "ok":
        return _(STATES.get(row.state, row.state))
    if formats.is_missing(row.value):
        return _("belum tercapai")
    if formats.is_missing(row.score):
        return _("tanpa target")
    return _("terpenuhi") if is_met(float(row.score)) else _("belum terpenuhi")


def standings(material: Material) -> list[Standing]:
    """The six, in their order. The score before is made of the KPIs' previous values, by the same rule."""
    return [_standing(key, titles, material.readings) for key, titles in INDICATORS.items()]


def _standing(key: str, titles: tuple[str, str], readings: pd.DataFrame) -> Standing:
    rows = readings[(readings["indicator"] == key) & (readings["weight"] > 0)]
    now = composite([Scored(_known(r.score), r.weight) for r in rows.itertuples()])
    before = composite([Scored(_previous(r), r.weight) for r in rows.itertuples()])
    scored = rows[rows["score"].notna()]
    met = sum(is_met(float(s)) for s in scored["score"])
    return Standing(
        key, either(*titles), _nan(now.score), _nan(before.score), now.coverage_pct, len(scored), len(rows), met,
    )  # fmt: skip


def _previous(row: Any) -> float | None:
    """The score of the period before; None where the reading now has none, so that both rest on the same KPIs."""
    if formats.is_missing(row.score) or formats.is_missing(row.previous):
        return None
    target = None if formats.is_missing(row.target) else float(row.target)
    low = None if formats.is_missing(row.target_lo) else float(row.target_lo)
    return card_score(float(row.previous), (low, target) if low is not None and target is not None else target, row.better)


def _known(value: float) -> float | None:
    return None if formats.is_missing(value) else float(value)


def _nan(value: float | None) -> float:
    return math.nan if value is None else value


def standing_table(material: Material) -> Table:
    """The six indicators on page one."""
    columns = (
        Column(_("Indikator"), width=2.2), Column(_("Skor"), "number", 2), Column(_("Target"), "number", 2), Column(_("Perubahan"), "signed", 2),
        Column(_("KPI memenuhi target"), "int", width=1.3), Column(_("KPI bernilai"), "int"), Column(_("KPI seluruhnya"), "int", width=1.1),
        Column(_("Cakupan"), "percent", 0), Column(_("Keadaan"), width=2.0),
    )  # fmt: skip
    rows = []
    for s in standings(material):
        is_out = not formats.is_missing(s.score)
        said = (_("terpenuhi") if is_met(s.score) else _("di bawah target")) if is_out else _("belum diterbitkan") if s.scored_n else _("belum dimuat")
        rows.append(cells(s.title, told(s.score), 1.0, s.score - s.before, s.met_n, s.scored_n, s.total_n, s.coverage_pct, said))
    note = _("Skor diterbitkan bila KPI yang bernilai membawa sedikitnya 75% bobot; tanpa itu angkanya tidak adil.")
    return table("indikator", _("Enam indikator kota cerdas"), columns, rows, "indicator_scores", note=note)


def change_of(row: Any, by: float = 1.0) -> tuple[float, str]:
    """(value - previous in the unit of the row, membaik | memburuk | tetap as it is written there); NaN and an em dash where either is missing."""
    if formats.is_missing(row.value) or formats.is_missing(row.previous):
        return math.nan, formats.NOTHING
    moved = float(row.value - row.previous) * by
    if round(moved, 1) == 0:
        return moved, _("tetap")
    return moved, _("membaik") if (moved > 0) == (row.better == "up") else _("memburuk")


def kpi_table(name: str, title: str, readings: pd.DataFrame, note: str = "") -> Table:
    """KPIs with value, 95 % interval, target, change and state; the times of a row have the unit that a sentence gives its value."""
    columns = (
        Column("KPI", width=0.9), Column(_("Nama"), width=3.8), Column(_("Nilai"), "number", width=0.9), Column(_("bawah"), "number", width=0.85),
        Column(_("atas"), "number", width=0.85), Column(_("Satuan"), width=1.5), Column(_("Target"), "number", width=0.9), Column(_("Perubahan"), "signed", width=1.2),
        Column(_("Arah perubahan"), width=1.3), Column("n", "int", width=0.9), Column(_("Keadaan"), width=2.0),
    )  # fmt: skip
    rows = []
    for r in readings.itertuples():
        unit, by = of_row(r.unit, r.value, r.target)
        moved, way = change_of(r, by)
        rows.append(cells(r.id, either(r.title_id, r.title_en), r.value * by, r.lo * by, r.hi * by, formats.unit_name(unit), target_cell(r, by), moved, way, r.n, state_name(r)))
    return table(name, title, columns, rows, QUESTION, note=note)


def ranked(material: Material, most: int = 5) -> tuple[pd.DataFrame, pd.DataFrame]:
    """(exceed, lag): KPIs whose whole 95 % interval lies beyond, or short of, the target; the farthest first. Too few cases, or an
    interval that holds the target, says nothing either way."""
    rows = material.readings
    rows = rows[rows["score"].notna() & rows["lo"].notna() & rows["target"].notna() & rows["target_lo"].isna() & (rows["state"] == "ok")]
    up = rows["better"] == "up"
    beyond = (up & (rows["lo"] > rows["target"])) | (~up & (rows["hi"] < rows["target"]))
    short = (up & (rows["hi"] < rows["target"])) | (~up & (rows["lo"] > rows["target"]))
    exceed = rows[beyond].sort_values(["score", "id"], ascending=[False, True]).head(most)
    return exceed, rows[short].sort_values(["score", "id"]).head(most)


def ranked_tables(material: Material) -> tuple[Table, Table]:
    """Five that exceed and five that lag."""
    exceed, lag = ranked(material)
    return _short_table("melampaui", _("Melampaui target"), exceed), _short_table("tertinggal", _("Tertinggal dari target"), lag)


def _short_table(name: str, title: str, readings: pd.DataFrame) -> Table:
    columns = (
        Column("KPI", width=3.2), Column(_("Nilai"), "number"), Column(_("bawah"), "number"), Column(_("atas"), "number"), Column(_("Satuan")),
        Column(_("Target"), "number"),
    )  # fmt: skip
    rows = []
    for r in readings.itertuples():
        unit, by = of_row(r.unit, r.value)
        rows.append(cells(f"{r.id} {either(r.title_id, r.title_en)}", r.value * by, r.lo * by, r.hi * by, formats.unit_name(unit), target_cell(r, by)))
    return table(name, title, columns, rows, QUESTION)


def pages(material: Material, formulas: Table) -> list[Page]:
    """A page per indicator; one without any value says which feeds are missing."""
    return [_page(s, material, formulas) for s in standings(material)]


def counted(rows: pd.DataFrame, formulas: Table, name: str, title: str) -> Table:
    """How the KPIs of a page are counted, and where their targets come from."""
    held, wanted = set(rows["id"]), (0, 2, 4, 5)  # KPI, formula, source of the target, least n: the rest stands in the table above
    widths = (0.8, 5.8, 3.0, 0.9)
    columns = tuple(replace(formulas.columns[n], width=width) for n, width in zip(wanted, widths, strict=True))
    return table(name, title, columns, [tuple(row[n] for n in wanted) for row in formulas.rows if row[0] in held], formulas.question, note=formulas.note, is_detail=True)


def left_over(material: Material, formulas: Table) -> list[Table]:
    """The formulas of indicators with so many KPIs that they find no room on the indicator's own page: for the appendix."""
    by_key = {s.key: material.readings[material.readings["indicator"] == s.key] for s in standings(material)}
    return [_formulas(s, by_key[s.key], formulas) for s in standings(material) if len(by_key[s.key]) > MOST_COUNTED]


def _formulas(standing: Standing, rows: pd.DataFrame, formulas: Table) -> Table:
    return counted(rows, formulas, f"rumus_{standing.key}", _("Rumus KPI {indicator}", indicator=standing.title))


def _page(standing: Standing, material: Material, formulas: Table) -> Page:
    rows = material.readings[material.readings["indicator"] == standing.key]
    blocks: list[Block] = []
    chart = score_chart(rows)
    if chart:
        blocks.append(chart)
    elif rows["value"].notna().any():
        blocks.append(Notice(_("Belum ada KPI indikator ini yang dapat dinilai terhadap target."), _("Nilainya ada di tabel; sasaran belum ditetapkan.")))
    else:
        blocks.append(Notice(_("Belum ada data untuk indikator ini."), _("Tidak satu pun sumber datanya dimuat. Muat datanya: python -m etl load.")))
    note = _("Kisaran adalah interval 95%. Perubahan terhadap periode sama panjang sebelumnya. Kedaluwarsa: sumber diam lebih dari dua kali batasnya; angkanya ditarik.")
    blocks.append(kpi_table(f"kpi_{standing.key}", _("KPI {indicator}", indicator=standing.title), rows, note))
    if len(rows) <= MOST_COUNTED:
        blocks.append(_formulas(standing, rows, formulas))
    sources = sorted({s for group in rows["sources"] for s in group})
    return Page(f"indikator_{standing.key}", standing.title, tuple(blocks), tuple(sources))


def score_chart(rows: pd.DataFrame) -> Chart | None:
    """Card scores of the KPIs that have one, with the target at 1; None when there is none."""
    scored = rows[rows["score"].notna()]
    if not len(scored):
        return None
    names = tuple(f"{r.id} {either(r.title_id, r.title_en)}" for r in scored.itertuples())
    met = sum(is_met(float(s)) for s in scored["score"])
    return Chart(
        "bar", (Series(_("Skor"), names, tuple(told(float(s)) for s in scored["score"])),),
        message=_("{met} dari {n} KPI yang bernilai memenuhi target", met=met, n=len(scored)), x_title="KPI", y_title=_("skor (1 = target)"),
        x_kind="category", references=(Reference(1.0, _("target")),), digits=2, y_max=1.25,
    )  # fmt: skip
