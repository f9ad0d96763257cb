"""What is open: how much, how old, how much of it late; and by week, whether more came in than was closed."""

from __future__ import annotations

import pandas as pd
from dash import html

from data.answers import Answers
from data.queries.backlog import backlog, backlog_flow
from layouts import formats
from layouts.charts.spec import Chart, Series, column
from layouts.panel import Asked, Drawing, Empty, Look
from layouts.words import _


def ask(answers: Answers, asked: Asked) -> pd.DataFrame:
    """The one row of `backlog`."""
    return backlog(answers, asked.filters)


def draw(data: pd.DataFrame, _look: Look) -> Drawing:
    """Open, overdue, soon overdue; ages in small words."""
    row = data.iloc[0]
    if not row.open_n:
        return html.P(_("Tidak ada laporan terbuka."), className="calm")
    late = int(row.overdue_n)
    figures = [
        _figure(formats.number(row.open_n), _("masih terbuka")),
        _figure(formats.number(late), _("lewat batas"), "breach" if late else ""),
        _figure(formats.number(row.due_24h_n), _("jatuh tempo dalam 24 jam")),
    ]
    said = [
        _("Separuh menunggu lebih dari {p50}, satu dari sepuluh lebih dari {p90}; yang tertua {oldest}.",
          p50=formats.hours(row.age_p50_h), p90=formats.hours(row.age_p90_h), oldest=formats.hours(row.oldest_h)),
        _("{share} dari yang terbuka lewat batas. Dihitung semua yang masih terbuka, kapan pun masuknya.", share=formats.percent(100 * late / row.open_n)),
    ]  # fmt: skip
    return html.Div([html.Div(figures, className="figures-row"), *(html.P(text) for text in said)], className="today")


def _figure(value: str, word: str, kind: str = "") -> html.Div:
    sign = html.Span("▲ ", className="sign") if kind == "breach" else None
    return html.Div([html.Span([sign, value] if sign else value, className="big"), html.Span(word, className="word")], className=f"figure {kind}")


def ask_flow(answers: Answers, asked: Asked) -> pd.DataFrame:
    """The last 26 weeks of `backlog_flow`."""
    return backlog_flow(answers, asked.filters)


def draw_flow(data: pd.DataFrame, _look: Look) -> Drawing:
    """Opened and closed by week; the sentence says whether the backlog grew in the last whole week."""
    if not len(data):
        return Empty(_("Belum ada laporan warga untuk pilihan ini."), _("Lebarkan wilayah atau rentang waktu."))
    weeks = tuple(pd.Timestamp(day).date() for day in data["week_on"])
    series = (Series(_("masuk"), weeks, column(data["opened"]), colour=1), Series(_("ditutup"), weeks, column(data["closed"]), colour=3))
    notes = (_("Terbuka pada akhir pekan terakhir: {n}. Pekan berjalan belum genap.", n=formats.number(data["open_end"].iloc[-1])),)
    return Chart("bar", series, flow_message(data), x_title=_("pekan"), y_title=_("laporan"), unit=_("laporan"), digits=0, notes=notes)


def flow_message(data: pd.DataFrame) -> str:
    """The last whole week in one sentence."""
    whole = data[data["is_whole"]]
    if not len(whole):
        return _("Belum ada pekan yang genap.")
    last = whole.iloc[-1]
    words = {"on": formats.day(pd.Timestamp(last.week_on).date()), "opened": formats.number(last.opened), "closed": formats.number(last.closed), "n": formats.number(abs(last.net))}
    if last.net > 0:
        return _("Pekan {on}: {opened} masuk, {closed} selesai; tunggakan bertambah {n}.", **words)
    return _("Pekan {on}: {opened} masuk, {closed} selesai; tunggakan berkurang {n}.", **words)
