"""The cards of an indicator's KPIs: value, interval, target, the way here, change, n, age and state; each opens its origin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
from dash import html

from data.answers import Answers
from data.kpis.catalogue import catalogue
from data.kpis.sql import usable
from data.queries.kpi_history import kpis_periods, saturated
from data.queries.kpis import readings_of
from layouts import formats, table
from layouts.drawers.indicator import SIGNS, interval_of, state_of, target_of
from layouts.panel import Asked, Drawing, Empty, Look
from layouts.sparkline import sparkline
from layouts.words import _, either, mark

POINTS = 6  # periods of a card's line; the trend panel has twelve
MOST_IN_A_ROW = 8
LOW = 0.75  # a card score below it is a breach, below 1 a warning
SATURATED = mark("jenuh, tinjau target")


@dataclass(frozen=True, slots=True)
class Cards:
    """The readings of the indicator's KPIs; by id the values of its last periods, oldest first (empty at the quick first drawing), and
    the ids whose target carries no news any more."""

    readings: pd.DataFrame
    lines: dict[str, tuple[float | None, ...]]
    saturated: frozenset[str]


def ask(indicator: str, answers: Answers, asked: Asked) -> Cards:
    """The cards; the lines, which ask every KPI at earlier ends too, only when not asked quickly; what is dear (`asked`) has its own on the KPI's page."""
    own = readings_of(answers, asked.filters, tuple(k for k in usable(answers.warehouse).kpis if k.indicator == indicator), None, True)
    if asked.is_quick:
        return Cards(own, {}, frozenset())
    known, met = set(own.loc[own["value"].notna(), "id"]), set(own.loc[own["score"] >= 1, "id"])
    measured = tuple(k for k in catalogue() if k.is_loaded and k.id in known and not k.asked)
    told = kpis_periods(answers, asked.filters, tuple(k for k in measured if k.keeps_history), POINTS)
    lines = {str(name): tuple(None if v != v else float(v) for v in values) for name, values in told.groupby("id", sort=False)["value"]}
    return Cards(own, lines, saturated(answers, asked.filters, tuple(k for k in measured if k.id in met)))  # what misses its target now is not looked at: the past is dear


def draw(data: Cards, look: Look) -> Drawing:
    """Cards of what is measured, then in words what is not."""
    if not len(data.readings):
        return Empty(_("Belum ada KPI untuk indikator ini."), _("Tambahkan berkas di data/kpis."))
    told = data.readings[data.readings["state"] != "tidak dimuat"]
    untold = data.readings[data.readings["state"] == "tidak dimuat"]
    cards = [_card(row, data, look) for row in told.itertuples()]
    parts: list[Any] = [html.Div(cards, className="kpi-cards", style={"--in-a-row": _in_a_row(len(cards))})] if cards else []
    is_here = [state_of(row)[1] == SIGNS["tidak dimuat"][1] for row in untold.itertuples()]
    for found, said in ((untold[is_here], mark("Belum ada sumber datanya di sini: {names}.")), (untold[[not n for n in is_here]], mark("Hanya diukur untuk seluruh Jakarta: {names}."))):
        names = ", ".join(f"{row.id} {either(row.title_id, row.title_en)}" for row in found.itertuples())
        parts += [html.P([html.Span("◌ "), _(said, names=names)], className="quiet kpi-untold")] if len(found) else []
    return html.Div(parts, className="kpi-strip")


def _in_a_row(n: int) -> int:
    """Cards in a row at most, so that the rows are about equally long: nine are five and four, never eight and one."""
    return -(-n // -(-n // MOST_IN_A_ROW))


def _card(row: Any, data: Cards, look: Look) -> html.Button:
    is_known = not formats.is_missing(row.value)
    is_scored = not formats.is_missing(row.score)
    sign = ("▲ ", "breach") if is_scored and row.score < LOW else ("◆ ", "warning") if is_scored and row.score < 1 else None
    title = either(row.title_id, row.title_en)
    colour = look.theme.data[0] if is_known else look.theme.muted
    line = sparkline(data.lines.get(row.id, ()), _("{title}: enam periode terakhir", title=title), colour, look.scale, None if formats.is_missing(row.target) else row.target)
    return html.Button(
        [
            html.Span([html.Span(sign[0], className=f"sign {sign[1]}") if sign else None, title], className="name"),
            html.Span([html.Span(formats.measured(row.value, row.unit), className="big"), html.Span(_interval(row), className="quiet")], className="value-line"),
            html.Span(_against(row), className="against"),
            line,
            html.Span(_change(row), className="quiet"),
            html.Span(_basis(row, look), className="quiet"),
            html.Span(_chips(row, data), className="chips"),
        ],
        className="kpi-card", title=_("Lihat asal angka ini"), **{"data-opens": f"kpi:{row.id}/{row.area}"},
    )  # fmt: skip


def _interval(row: Any) -> str:
    said = interval_of(row)
    return "" if said == formats.NOTHING else f" ({said})"


def _against(row: Any) -> str:
    if formats.is_missing(row.target):
        return _("tanpa target")
    return f"{_('target')} {target_of(row)}{' (R)' if row.target_kind == 'R' else ''}"


def _change(row: Any) -> str:
    said = formats.change(row.value, row.previous, row.better, row.unit)
    if said == formats.NOTHING:
        has_history = next((k.keeps_history for k in catalogue() if k.id == row.id), True)
        return _("periode lalu tidak diketahui") if has_history else _("tanpa riwayat: hanya keadaan kini")
    return _("{change}; periode lalu {previous}", change=said, previous=formats.measured(row.previous, row.unit))


def _basis(row: Any, look: Look) -> str:
    newest = None if formats.is_missing(row.newest_event_at) else pd.Timestamp(row.newest_event_at).to_pydatetime()
    return f"n = {formats.compact(row.n)} · {formats.age_of(newest, look.asked.filters.moment)}"


def _chips(row: Any, data: Cards) -> list[html.Span]:
    sign, word = state_of(row)
    chips = [html.Span(f"{sign} {_(word)}".strip(), className="chip quiet")] if row.state not in ("ok", "tanpa target") else []
    if row.id in data.saturated:
        chips.append(html.Span(f"◇ {_(SATURATED)}", className="chip quiet", title=_("Target tercapai pada setiap 30 hari dalam 180 hari terakhir.")))
    if row.is_simulated:
        chips.append(html.Span(_("DATA SIMULASI"), className="chip simulated"))
    return chips


def rows(data: Cards, _look: Look) -> table.Table:
    """Every KPI of the indicator, also what has no value."""
    cells = [
        (r.id, either(r.title_id, r.title_en), formats.measured(r.value, r.unit), interval_of(r), target_of(r), formats.score(r.score),
         formats.measured(r.previous, r.unit), formats.compact(r.n), _(state_of(r)[1]), ", ".join(r.sources or ()) or formats.NOTHING)
        for r in data.readings.itertuples()
    ]  # fmt: skip
    heads = ("KPI", _("Nama"), _("Nilai"), _("selang"), _("Target"), _("Skor"), _("periode lalu"), "n", _("Keadaan"), _("Sumber"))
    return table.Table(heads, tuple(cells), frozenset({2, 3, 4, 5, 6, 7}))
