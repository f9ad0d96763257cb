"""Citizen reports at a glance: today, open, past their limit, and the oldest that waits."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html

from data.answers import Answers
from data.queries.reports import report_counts
from layouts import formats
from layouts.panel import Asked, Drawing, Empty, Look
from layouts.words import _


def ask(answers: Answers, asked: Asked) -> pd.DataFrame:
    """One row: n, open_n, overdue_n, today_n, closed_n, oldest_open_h, outside_n, unplaced_n, newest_event_at."""
    return report_counts(answers, asked.filters)


def draw(data: pd.DataFrame, look: Look) -> Drawing:
    """Three figures, and in small words what they are counted over."""
    row = data.iloc[0]
    if not row.n and not row.open_n and not row.today_n:
        return Empty(_("Belum ada laporan warga untuk pilihan ini."), _("Lebarkan wilayah atau rentang waktu, atau muat data: python -m etl load citizen_reports BERKAS"))
    late = int(row.overdue_n or 0)
    figures = [
        _figure(formats.number(row.today_n), _("masuk hari ini")),
        _figure(formats.number(row.open_n), _("masih terbuka")),
        _figure(formats.number(late), _("lewat batas"), "breach" if late else ""),
    ]
    share = 100 * late / row.open_n if row.open_n else None
    said = [
        _("{n} masuk, {closed} selesai dalam {window}", n=formats.number(row.n), closed=formats.number(row.closed_n), window=_window(look)),
        _("{share} dari yang terbuka lewat batas; tertua menunggu {age}", share=formats.percent(share), age=formats.hours(row.oldest_open_h)),
    ]
    if row.unplaced_n or row.outside_n:
        n = formats.number((row.unplaced_n or 0) + (row.outside_n or 0))
        said.append(_("{n} tanpa lokasi di dalam Jakarta: ikut dihitung, tidak ada di peta", n=n))
    return html.Div([html.Div(figures, className="figures-row"), *(html.P(text, className="quiet") for text in said)], className="today")


def _figure(value: str, word: str, kind: str = "") -> html.Div:
    sign = html.Span("▲ ", className="sign") if kind == "breach" else None
    return html.Div([html.Span([sign, value] if sign else value, className="big"), html.Span(word, className="word")], className=f"figure {kind}")


def _window(look: Look) -> Any:
    window = look.asked.choice.window
    return _("{n} jam", n=window[:-1]) if window.endswith("h") else _("{n} hari", n=window[:-1])
