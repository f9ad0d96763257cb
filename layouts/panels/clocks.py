"""The clocks of the stages: how long each takes from the beginning of its cycle, in wall hours or in working hours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
from dash import html

from data.answers import Answers
from data.queries.limits import group_titles
from data.queries.stages import stage_clocks
from layouts import formats, table
from layouts.options import chosen
from layouts.panel import Asked, Drawing, Empty, Look
from layouts.panels import waits
from layouts.words import _, language, mark

OPTIONS = (waits.CLOCKS,)
CLOSES = {"first_close": mark("Penutupan pertama"), "last_close": mark("Penutupan terakhir")}


@dataclass(frozen=True, slots=True)
class Clocks:
    """The rows of `stage_clocks` of one clock, and the titles of stages."""

    clock: str
    rows: pd.DataFrame
    titles: dict[str, str]


def ask(answers: Answers, asked: Asked) -> Clocks:
    """The clock chosen."""
    (clock,) = chosen(asked.option, OPTIONS)
    found = stage_clocks(answers, asked.filters, clock)
    named = group_titles(answers, "stage")[["key", "title_id" if language() == "id" else "title_en"]]
    return Clocks(clock, found, dict(named.itertuples(index=False)))


def draw(data: Clocks, look: Look) -> Drawing:
    """A table with the clock named above it."""
    if not len(data.rows):
        return Empty(_("Belum ada laporan warga untuk pilihan ini."), _("Lebarkan wilayah atau rentang waktu."))
    cycle = _("Siklus lanjutan dihitung sejak tindak lanjut ditolak. Tahap yang dilewati atau belum tercapai tersensor, bukan dihapus.")
    closes = _("Penutupan di sini setiap penutupan, juga yang berakhir lain (ganda, bukan wewenang, dibatalkan); penyelesaian di panel lain hanya yang diselesaikan, jadi lebih lama.")
    return html.Div([html.P(_(waits.CLOCK_NOTES[data.clock])), table.drawn(rows(data, look), _("Jam tiap tahap")), html.P(f"{cycle} {closes}", className="chart-note")])


def rows(data: Clocks, _look: Look) -> table.Table:
    """Stage, spans, how many reached it, P50 and P90 with their bands."""
    unit = waits.unit_of(data.clock, data.rows["p50_h"], data.rows["p90_h"])
    heads = (_("Tahap"), _("n"), _("tercapai"), *waits.head("P50", unit), *waits.head("P90", unit))
    cells = [
        (
            _name(row, data.titles), formats.number(row.n), formats.percent(100 * row.reached_n / row.n),
            waits.reached(row.p50_h, row.longest_h, unit.write), waits.band(row.p50_lo, row.p50_hi, row.longest_h, unit.write),
            waits.reached(row.p90_h, row.longest_h, unit.write), waits.band(row.p90_lo, row.p90_hi, row.longest_h, unit.write),
        )
        for row in data.rows.itertuples()
    ]  # fmt: skip
    return table.Table(heads, tuple(cells), frozenset(range(1, len(heads))))


def _name(row: Any, titles: dict[str, str]) -> str:
    if row.stage in CLOSES:
        return _(CLOSES[row.stage])
    title = titles.get(row.stage, row.stage)
    return _("{stage}, siklus lanjutan", stage=title) if row.cycle else title
