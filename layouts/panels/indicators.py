"""The six indicators: score, coverage, the last weeks as a small line, and the change in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pandas as pd
from dash import html
from data.queries.kpis import indicator_scores

from data.answers import Answers
from data.model import Filters
from layouts import formats, ids, table
from layouts.panel import Asked, Drawing, Empty, Look
from layouts.sparkline import sparkline
from layouts.words import _, either

POINTS = 6  # readings in the small line, one window's fifth apart, so that they overlap and move smoothly
LOW = 0.75  # a score below it is marked


@dataclass(frozen=True, slots=True)
class Scores:
    """The newest reading, the one a window earlier, and the line between them (oldest first): indicator -> scores."""

    newest: pd.DataFrame
    before: pd.DataFrame
    line: dict[str, tuple[float | None, ...]]


def ask(answers: Answers, asked: Asked) -> Scores:
    """`indicator_scores` now and at POINTS - 1 earlier moments, the first of them a whole window ago."""
    readings = [indicator_scores(answers, filters) for filters in moments(asked.filters)]
    line = {key: tuple(_score(reading, key) for reading in readings) for key in readings[-1]["indicator"]}
    return Scores(readings[-1], readings[0], line)


def moments(filters: Filters) -> list[Filters]:
    """The same question asked at earlier ends of the window; ends before the newest lie on whole days and are shared by a day's screens."""
    since, until = filters.period
    length = until - since
    day = until.replace(hour=0, minute=0)
    ends = [day - length * (POINTS - 1 - n) / (POINTS - 1) for n in range(POINTS - 1)]
    if length >= timedelta(days=POINTS):
        ends = [end.replace(hour=0, minute=0) for end in ends]
    return [*(replace(filters, since=end - length, until=end, as_of=end) for end in ends), filters]


def _score(reading: pd.DataFrame, key: str) -> float | None:
    found = reading.loc[reading["indicator"] == key, "score"]
    return None if found.empty or formats.is_missing(found.iloc[0]) else float(found.iloc[0])


def draw(data: Scores, look: Look) -> Drawing:
    """Six rows, each a button that opens its KPIs."""
    if not len(data.newest):
        return Empty(_("Belum ada indikator."), _("Muat data dahulu: python -m etl load"))
    return html.Div([_row(row, data, look) for row in data.newest.itertuples()], className="indicators")


def _row(row: Any, data: Scores, look: Look) -> html.Button:
    title = either(row.title_id, row.title_en)
    line = data.line[row.indicator]
    is_low = not formats.is_missing(row.score) and row.score < LOW
    sign = html.Span("◆ ", className="sign warning", title=_("di bawah {low}", low=formats.number(LOW, 2))) if is_low else None
    change = _change(line)
    picture = sparkline(line, _("{title}, rentang sebelumnya sampai kini", title=title), look.theme.data[0])
    parts = [
        html.Span([sign, title] if sign else title, className="name"),
        html.Span(formats.number(row.score, 2), className="score"),
        picture,
        html.Span(_("cakupan {scored}/{total}", scored=row.scored_n, total=row.total_n), className="coverage"),
        html.Span(change, className="change"),
    ]
    return html.Button(parts, id=ids.opens(f"indicator:{row.indicator}"), className="indicator", title=_("Lihat KPI di balik skor ini"))


def _change(line: tuple[float | None, ...]) -> str:
    if line[-1] is None:
        return _("belum ada nilai")
    if line[0] is None:
        return _("belum ada pembanding")
    moved = line[-1] - line[0]
    size = formats.number(abs(moved), 2)
    if size == formats.number(0, 2):
        return _("tetap dari rentang sebelumnya")
    return _("membaik {size} dari rentang sebelumnya", size=size) if moved > 0 else _("memburuk {size} dari rentang sebelumnya", size=size)


def rows(data: Scores, look: Look) -> table.Table:
    """The same as a table."""
    newest = data.newest
    names = [either(a, b) for a, b in zip(newest["title_id"], newest["title_en"], strict=True)]
    coverage = [f"{a}/{b}" for a, b in zip(newest["scored_n"], newest["total_n"], strict=True)]

    def score(value: float | None) -> str:
        return formats.number(value, 2)

    before = [data.line[key][0] for key in newest["indicator"]]
    return table.table_of((_("Indikator"), _("Skor"), _("Sebelumnya"), _("Cakupan")), [names, newest["score"], before, coverage], (None, score, score, None))
