"""The journal of alarms: what came, what went, who did what and what they said."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html

from data.answers import Answers
from data.queries.alarms import alarms_log
from layouts import formats, table
from layouts.panel import Asked, Drawing, Empty, Look
from layouts.panels.alarms import PRIORITY, STATE, moment, sign, text, valued
from layouts.words import _, either, mark

SHOWN = 100
ACTION = {
    "acknowledge": mark("ditanggapi"), "shelve": mark("disisihkan"), "unshelve": mark("dikembalikan dari sisihan"), "failed": mark("aturan gagal"), "works": mark("aturan berjalan lagi"),
    "mute": mark("suara dimatikan"), "unmute": mark("suara dinyalakan"),
}  # fmt: skip


def ask(answers: Answers, asked: Asked) -> pd.DataFrame:
    """The newest entries of the period: the columns of `alarms_log`."""
    return alarms_log(answers, asked.filters, SHOWN, is_short=True)


def what(row: Any) -> str:
    """What happened, in words."""
    if row.action != "condition":
        return _(ACTION[row.action])
    return _("alarm baru") if row.is_new else _(STATE[row.state])


def draw(data: pd.DataFrame, _look: Look) -> Drawing:
    """One line per entry, newest first."""
    if not len(data):
        return Empty(_("Belum ada catatan alarm pada rentang ini."), _("Pilih rentang waktu yang lebih panjang."))
    heads = (_("WIB"), "", _("Kejadian"), _("Alarm"), _("Nilai"))
    head = html.Tr([html.Th(word, scope="col", className="num" if n == 4 else "") for n, word in enumerate(heads)])
    whole = html.Table([html.Thead(head), html.Tbody([_row(r) for r in data.itertuples()])], className="figures journal")
    return html.Div(whole, className="scroll", tabIndex=0)


def _row(row: Any) -> html.Tr:
    at = moment(row.event_at)
    name = [html.B(text(either(row.name, row.name_en)))] if row.entity else [html.Span(row.rule, className="quiet")]
    mark_of = sign(row.priority) if row.rule else ""
    title = either(row.title_id, row.title_en) if row.rule else _("sistem alarm")
    said = [html.Span(f" {row.who}", className="alarm-who")] if row.who != "sistem" else []
    said += [html.Span(f" „{row.note}“", className="quiet")] if not formats.is_missing(row.note) else []
    value = f"{valued(row.value, row.unit)}" if row.action == "condition" and not formats.is_missing(row.value) else ""
    return html.Tr(
        [
            html.Td(formats.clock(at, seconds=True), className="quiet", title=formats.moment(at, seconds=True)), html.Td(mark_of),
            html.Td([what(row), *said], className="what-to-do"), html.Td([title, " ", *name], className="what-to-do"), html.Td(value, className="num"),
        ],
        className="waits" if row.is_new else "",
    )  # fmt: skip


def rows(data: pd.DataFrame, _look: Look) -> table.Table:
    """The same with days and sources."""
    heads = (_("Waktu"), _("Prioritas"), _("Alarm"), _("Apa"), _("Kejadian"), _("Oleh"), _("Catatan"), _("Nilai"), _("Batas"))
    said = [
        (
            formats.moment(moment(r.event_at), seconds=True), _(PRIORITY[r.priority][2]) if r.rule else formats.NOTHING, either(r.title_id, r.title_en) if r.rule else _("sistem alarm"),
            text(either(r.name, r.name_en)), what(r), r.who, text(r.note), valued(r.value, r.unit), valued(r.threshold, r.unit),
        )
        for r in data.itertuples()
    ]  # fmt: skip
    return table.Table(heads, tuple(said), frozenset({7, 8}))
