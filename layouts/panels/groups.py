"""Waits by area, category, agency, channel or source: every figure with its band, sortable."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from dash import html

from data.answers import Answers
from data.model import level_of
from data.queries.limits import group_titles
from data.queries.response import response_times
from layouts import formats
from layouts.formats import short_name
from layouts.grid import Column, grid
from layouts.options import chosen
from layouts.panel import Asked, Drawing, Empty, Look
from layouts.panels import waits
from layouts.words import _, language, mark

BY = (("category", mark("kategori")), ("area", mark("wilayah")), ("agency", mark("dinas")), ("channel", mark("kanal")), ("source", mark("sumber")))
LEVELS = (("", mark("satu tingkat di bawah")), ("kota", mark("kota")), ("kecamatan", mark("kecamatan")), ("kelurahan", mark("kelurahan")))
OPTIONS = (waits.STAGES, BY, LEVELS, waits.CLOCKS)
ONLY_WITH = {2: (1, "area")}  # a level is of areas
UNKNOWN = "tidak_diketahui"


@dataclass(frozen=True, slots=True)
class Groups:
    """The rows of `response_times` with the title of each key, what they are grouped by, and the clock."""

    by: str
    rows: pd.DataFrame
    clock: str = "wall_s"


def ask(answers: Answers, asked: Asked) -> Groups:
    """One row per group of the chosen kind."""
    stage, by, level, clock = chosen(asked.option, OPTIONS)
    level = level if by == "area" and level and level != level_of(asked.filters.area) else ""
    found = response_times(answers, asked.filters, by, stage, level or None, clock)
    titles = group_titles(answers, by)
    named = dict(zip(titles["key"], titles["title_id" if language() == "id" else "title_en"], strict=True))
    return Groups(by, found.assign(title=[_title(key, named) for key in found["key"]]), clock)


def _title(key: str, named: dict[str, str]) -> str:
    return _("tidak diketahui") if key == UNKNOWN else short_name(str(named.get(key) or key))


def draw(data: Groups, _look: Look) -> Drawing:
    """The grid: most reports first; a percentile that is not reached sorts behind every one that is."""
    if not len(data.rows):
        return Empty(_("Belum ada laporan warga untuk pilihan ini."), _("Lebarkan wilayah atau rentang waktu."))
    found = data.rows.sort_values("n", ascending=False)
    unit = waits.unit_of(data.clock, found["p50_h"], found["p90_h"], found["mean_closed_h"])
    columns = [
        Column("title", _(dict(BY)[data.by]), list(found["title"]), width=180),
        Column.count("n", _("laporan"), found["n"]),
        Column.count("open", _("terbuka"), found["open"]),
        *(c for name in ("p50", "p90") for c in waits.columns(found, name, unit)),
        Column.of("mean", unit.head(_("rata-rata selesai")), found["mean_closed_h"], unit.write),
        Column.of("sla", _("tepat waktu, kohort matang"), found["sla_matured_pct"], formats.percent),
        Column.count("sla_n", _("kohort"), found["sla_n"]),
        Column.of("other", _("berakhir lain"), found["competing_pct"], formats.percent),
    ]
    note = _("Di bawah {n} laporan angka terlalu goyah untuk dibandingkan; lihat pitanya. Urutkan dengan menekan judul kolom.", n=waits.LEAST_N)
    return html.Div([grid(columns), html.P(f"{note} {waits.clock_note(data.clock)}", className="chart-note")], className="grid-with-note")
