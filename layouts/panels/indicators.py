"""The six indicators: score, coverage, what of it is reached, the last window as a small line, and the change in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache
from typing import Any

import pandas as pd
from dash import html

from data.answers import Answers
from data.kpis.sql import usable
from data.model import Filters
from data.queries.kpis import indicator_scores, kpi_readings, readings_through
from layouts import formats, ids, table
from layouts.panel import Asked, Drawing, Empty, Look
from layouts.sparkline import sparkline
from layouts.words import _, either

POINTS = 5  # of the small line: the first a whole window ago, the last now
SHOWN = 2  # KPIs in an indicator's row; the drawer has them all
LOW = 0.75  # a score below it is marked
Line = tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores, the KPIs behind them, and indicator -> line (oldest first; empty before the slow second asking)."""

    scores: pd.DataFrame
    readings: pd.DataFrame
    lines: dict[str, Line]


def ask(answers: Answers, asked: Asked) -> Scores:
    """Scores and readings; the lines, which need the whole log asked again at earlier moments, only when not asked quickly."""
    filters = asked.filters
    readings = kpi_readings(answers, filters, previous=False)
    lines: dict[str, Line] = {}
    if not asked.is_quick:
        scored = tuple(sorted(readings.loc[readings["score"].notna() & (readings["weight"] > 0), "id"]))
        lines = lines_of([*earlier(answers, tuple(held(filters)), scored), readings])
    return Scores(indicator_scores(answers, filters), readings, lines)


@lru_cache(maxsize=64)
def earlier(answers: Answers, moments: tuple[Filters, ...], scored: tuple[str, ...]) -> tuple[pd.DataFrame, ...]:
    """Readings of the `scored` KPIs (ids: those that count now) at the earlier moments, as the city knew them then. What was known
    then does not change, so they are kept as long as the questions are the same ones (`held`), whatever is loaded meanwhile."""
    plain = tuple(k for k in usable(answers.warehouse).kpis if k.id in scored and not k.asked)  # what is dear stays out of the small line
    found = readings_through(answers, tuple((kpi, moments) for kpi in plain))
    return tuple(found[found["end_at"] == pd.Timestamp(moment.period[1])].drop(columns="end_at").reset_index(drop=True) for moment in moments)


def held(filters: Filters) -> list[Filters]:
    """The earlier ones of `moments`, for whole quarters of an hour: "now" is there only to let what is kept go."""
    quarter = filters.now.replace(minute=filters.now.minute // 15 * 15, second=0, microsecond=0)
    return [replace(moment, now=quarter) for moment in moments(filters)[:-1]]


def moments(filters: Filters) -> list[Filters]:
    """The same question at POINTS ends of the window, oldest first; earlier ends lie on whole days (hours in a short window)."""
    since, until = filters.period
    length = until - since
    plain = {"minute": 0} if length < timedelta(days=POINTS) else {"hour": 0, "minute": 0}
    ends = [(until - length * (POINTS - 1 - n) / (POINTS - 1)).replace(**plain, second=0) for n in range(POINTS - 1)]  # type: ignore[arg-type]
    return [*(replace(filters, since=end - length, until=end, as_of=end) for end in ends), filters]


def lines_of(readings: list[pd.DataFrame]) -> dict[str, Line]:
    """Indicator -> the weighted mean of KPI scores, over the KPIs that are scored at every moment: else it would jump when one joins."""
    scores = pd.concat([r.set_index("id")["score"] for r in readings], axis=1).dropna().clip(0, 1)
    newest = readings[-1].set_index("id").loc[scores.index]
    weights = newest["weight"].astype(float)
    kept = weights > 0
    total = weights[kept].groupby(newest["indicator"][kept]).sum()
    means = scores[kept].mul(weights[kept], axis=0).groupby(newest["indicator"][kept]).sum().div(total, axis=0)
    return {str(key): tuple(float(v) for v in row) for key, row in zip(means.index, means.to_numpy(), strict=True)}


def draw(data: Scores, look: Look) -> Drawing:
    """Six rows, each a button that opens its KPIs."""
    if not len(data.scores):
        return Empty(_("Belum ada indikator."), _("Muat data dahulu: python -m etl load"))
    return html.Div([_row(row, data, look) for row in data.scores.itertuples()], className="indicators")


def _row(row: Any, data: Scores, look: Look) -> html.Button:
    title = either(row.title_id, row.title_en)
    is_known = not formats.is_missing(row.score)
    line = data.lines.get(row.indicator, ())
    is_low = is_known and row.score < LOW
    sign = html.Span("◆ ", className="sign warning", title=_("di bawah {low}", low=formats.number(LOW, 2))) if is_low else None
    label = _("{title}: skor KPI yang terukur, dari rentang sebelumnya sampai kini", title=title)
    parts = [
        html.Span([sign, title] if sign else title, className="name"),
        html.Span(formats.score(row.score), className="score", title="" if is_known else _("tanpa skor: cakupan di bawah 75%")),
        sparkline(line, label, look.theme.data[0] if is_known else look.theme.muted, look.scale),
        *_kpis(_counted(data.readings, row.indicator)),
        html.Span(_("cakupan {scored}/{total}", scored=row.scored_n, total=row.total_n), className="coverage"),
        html.Span(_words(row, data, line), className="change"),
    ]
    return html.Button(parts, id=ids.opens(f"indicator:{row.indicator}"), className="indicator", title=_("Lihat KPI di balik skor ini"))


def _counted(readings: pd.DataFrame, indicator: str) -> pd.DataFrame:
    """The readings of which an indicator's score is made: what has a weight."""
    return readings[(readings["indicator"] == indicator) & (readings["weight"] > 0)]


def _kpis(readings: pd.DataFrame) -> list[html.Span]:
    """The measured KPIs that are furthest from their targets, a line each: title, value, target; a sign for what misses it."""
    worst = readings[readings["score"].notna()].sort_values(["score", "id"]).head(SHOWN)
    return [html.Span([_kpi(row) for row in worst.itertuples()], className="kpis")] if len(worst) else []


def _kpi(row: Any) -> html.Span:
    breach, warning = row.score < LOW, row.score < 1
    sign = html.Span("▲ " if breach else "◆ ", className=f"sign {'breach' if breach else 'warning'}") if warning else None
    title = html.Span([sign, either(row.title_id, row.title_en)] if sign else either(row.title_id, row.title_en), className="kpi-name")
    told = _("target {target}", target=formats.aim(row.target, row.target_lo, row.unit, row.better))
    return html.Span([title, html.Span(formats.measured(row.value, row.unit), className="kpi-value", title=told)], className="kpi")


def _words(row: Any, data: Scores, line: Line) -> str:
    """The change of a published score; without one, how many of the measured KPIs reach their target."""
    counted = _counted(data.readings, row.indicator)
    own = counted[counted["score"].notna()]
    if not len(own):
        return _("belum ada nilai")
    if formats.is_missing(row.score) or not line:
        return _("{met} dari {n} KPI terukur capai target", met=int((own["score"] >= 1).sum()), n=len(own))
    moved = (line[-1] or 0) - (line[0] or 0)
    size = formats.number(abs(moved), 2)
    if size == formats.number(0, 2):
        return _("tetap dari rentang sebelumnya")
    return _("membaik {size} dari rentang sebelumnya", size=size) if moved > 0 else _("memburuk {size} dari rentang sebelumnya", size=size)


def rows(data: Scores, look: Look) -> table.Table:
    """Every KPI that has a value: the figures behind the scores."""
    known = data.readings[data.readings["value"].notna()]
    cells = [
        (either(r.title_id, r.title_en), formats.measured(r.value, r.unit), formats.aim(r.target, r.target_lo, r.unit, r.better), formats.score(r.score), formats.compact(r.n))
        for r in known.itertuples()
    ]  # fmt: skip
    return table.Table((_("KPI"), _("Nilai"), _("Target"), _("Skor"), "n"), tuple(cells), frozenset({1, 2, 3, 4}))
