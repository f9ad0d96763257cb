"""The drawer of an indicator: its KPIs, each with value, target, state, n, interval, period and sources."""

from __future__ import annotations

from functools import cache
from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from data.answers import Answers
from data.kpis.catalogue import catalogue
from data.queries.kpis import indicator_scores, kpi_readings
from layouts import formats
from layouts.panel import Look
from layouts.words import _, either, mark

SIGNS = {
    "ok": ("", mark("sah")), "sedikit": ("◌", mark("terlalu sedikit data")), "basi": ("◆", mark("basi")),
    "kedaluwarsa": ("◌", mark("kedaluwarsa")), "tanpa target": ("", mark("tanpa target")), "tidak dimuat": ("◌", mark("belum ada sumber datanya")),
}  # fmt: skip


WHOLE = "31"


def state_of(row: Any) -> tuple[str, str]:
    """Sign and word (a message id) of a reading's state. What can only be measured for the whole province has no lack of data in a part of it."""
    if row.state == "tidak dimuat" and row.area != WHOLE and row.id in _whole_only():
        return "◌", mark("hanya diukur untuk seluruh Jakarta")
    return SIGNS.get(row.state, ("◌", row.state))


@cache
def _whole_only() -> frozenset[str]:
    return frozenset(kpi.id for kpi in catalogue() if kpi.is_loaded and not kpi.has_areas)


def opened(answers: Answers, key: str, look: Look) -> tuple[str, Component]:
    """Title and content for the indicator `key`, such as `mobilitas`."""
    filters = look.asked.filters
    scores = indicator_scores(answers, filters)
    readings = kpi_readings(answers, filters)
    row = scores[scores["indicator"] == key].iloc[0]
    listed = readings[readings["indicator"] == key]
    head = html.P(
        [
            html.Span(formats.score(row.score), className="big"), " ",
            _("cakupan {scored}/{total}", scored=row.scored_n, total=row.total_n), " · ", _period(look),
        ]
    )  # fmt: skip
    note = html.P(_("Skor 0–1 membandingkan nilai dengan target; rata-ratanya hanya atas KPI yang punya nilai."), className="quiet")
    return either(row.title_id, row.title_en), html.Div([head, note, *(reading(r, look) for r in listed.itertuples())], className="readings")


def _period(look: Look) -> str:
    since, until = look.asked.filters.period
    return _("{since} sampai {until}", since=formats.day(since), until=formats.moment(until))


def reading(row: Any, look: Look) -> html.Article:
    """One KPI as a card laid flat."""
    sign, word = state_of(row)
    is_known = not formats.is_missing(row.value)
    missed = is_known and not formats.is_missing(row.score) and row.score < 1
    facts = [
        (_("target"), target_of(row)), (_("skor"), formats.score(row.score)), ("n", formats.compact(row.n)),
        (_("selang"), interval_of(row)), (_("periode lalu"), formats.measured(row.previous, row.unit)),
        (_("kejadian terbaru"), formats.moment(None if formats.is_missing(row.newest_event_at) else pd.Timestamp(row.newest_event_at).to_pydatetime())),
        (_("sumber"), _sources(row)),
    ]  # fmt: skip
    state = html.Span(f"{sign} {_(word)}".strip(), className="chip quiet") if row.state != "ok" else None
    simulated = html.Span(_("DATA SIMULASI"), className="chip simulated") if row.is_simulated else None
    value = html.P([html.Span(formats.measured(row.value, row.unit), className="value"), " ", _change(row), " ", state, " ", simulated])
    listed = html.Dl([part for name, text in facts for part in (html.Dt(name), html.Dd(text))])
    title = html.H3([html.Span("◆ ", className="warning", title=_("belum mencapai target")) if missed else "", either(row.title_id, row.title_en)])
    return html.Article([title, value, listed], className="reading")


def target_of(row: Any) -> str:
    """The target of a reading, and that it is a proposal when nobody decreed it; NOTHING without one."""
    if formats.is_missing(row.target):
        return formats.NOTHING
    kind = "" if row.target_kind == "R" else f" ({_('usulan')})"
    return f"{formats.aim(row.target, row.target_lo, row.unit, row.better)}{kind}"


def interval_of(row: Any) -> str:
    return formats.between(row.lo, row.hi, row.unit)


def _sources(row: Any) -> str:
    given = row.sources
    names = [given] if isinstance(given, str) else [] if given is None or isinstance(given, float) else list(given)
    return ", ".join(names) or formats.NOTHING


def _change(row: Any) -> html.Span | None:
    said = formats.change(row.value, row.previous, row.better, row.unit)
    return None if said == formats.NOTHING else html.Span(_("{change} dari periode lalu", change=said), className="quiet")
