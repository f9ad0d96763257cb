"""Citizen reports at a glance: today, open, past their limit, and the oldest that waits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
from dash import html

from data.answers import Answers
from data.queries.reports import report_counts
from layouts import formats
from layouts.panel import Asked, Drawing, Empty, Look
from layouts.words import _


@dataclass(frozen=True, slots=True)
class Counts:
    """One row each of `report_counts`: of the window, and of all reports ever, for the backlog."""

    window: pd.DataFrame
    whole: pd.DataFrame


def ask(answers: Answers, asked: Asked) -> Counts:
    """The counts of the window, and of everything that came in before its end."""
    return Counts(report_counts(answers, asked.filters), report_counts(answers, asked.whole))


def draw(data: Counts, look: Look) -> Drawing:
    """Three figures, and in small words what they are counted over."""
    row, all_time = data.window.iloc[0], data.whole.iloc[0]
    if not all_time.n:
        return Empty(_("Belum ada laporan warga untuk pilihan ini."), _("Lebarkan wilayah atau rentang waktu, atau muat data: python -m etl load citizen_reports BERKAS"))
    late = int(all_time.overdue_n)
    figures = [
        _figure(formats.number(all_time.today_n), _("masuk hari ini")),
        _figure(formats.number(all_time.open_n), _("masih terbuka")),
        _figure(formats.number(late), _("lewat batas"), "breach" if late else ""),
    ]
    share = 100 * late / all_time.open_n if all_time.open_n else None
    said = [
        _("{n} masuk, {closed} selesai dalam {window}", n=formats.number(row.n), closed=formats.number(row.closed_n), window=_window(look)),
        _("{share} dari yang terbuka lewat batas; tertua menunggu {age}", share=formats.percent(share), age=formats.hours(all_time.oldest_open_h)),
    ]
    if row.unplaced_n + row.outside_n:
        n = formats.number(row.unplaced_n + row.outside_n)
        said.append(_("{n} tanpa lokasi di dalam Jakarta: ikut dihitung, tidak ada di peta", n=n))
    return html.Div([html.Div(figures, className="figures-row"), *(html.P(text, className="quiet") for text in said)], className="today")


def _figure(value: str, word: str, kind: str = "") -> html.Div:
    sign = html.Span("▲ ", className="sign") if kind == "breach" else None
    return html.Div([html.Span([sign, value] if sign else value, className="big"), html.Span(word, className="word")], className=f"figure {kind}")


def _window(look: Look) -> Any:
    window = look.asked.choice.window
    return _("{n} jam", n=window[:-1]) if window.endswith("h") else _("{n} hari", n=window[:-1])
