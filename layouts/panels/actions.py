"""What needs an act now, computed from the data: gates at Siaga 2 or worse, unanswered incidents, overdue reports, sources that do not run."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import pandas as pd
from dash import dcc, html

from data.answers import Answers
from data.clock import to_utc
from data.model import LEVELS, level_of
from data.queries.areas import area_measure
from data.queries.feeds import feed_health
from data.queries.incidents import incidents_newest
from layouts import formats
from layouts.health import Source, sources_of
from layouts.panel import Asked, Drawing, Look
from layouts.panels import gates
from layouts.panels.incidents import is_waiting, place_of
from layouts.words import _, either, many

ANSWER_MIN = 5  # KPI L5: a high-priority alarm is acknowledged within five minutes
LOOKED_AT = 200
WORST = 3


@dataclass(frozen=True, slots=True)
class Acts:
    """Gates at Siaga 2 or 1 (worst first), areas with overdue reports (worst first), incidents that wait longer than ANSWER_MIN, and sources that are dead."""

    gates: pd.DataFrame
    areas: pd.DataFrame
    waiting: pd.DataFrame
    dead: tuple[Source, ...]


def ask(answers: Answers, asked: Asked) -> Acts:
    """All four lists; each is empty when nothing is wrong."""
    filters = asked.filters
    inner = list(LEVELS.values())[min(3, list(LEVELS.values()).index(level_of(filters.area)) + 1)]
    late = area_measure(answers, asked.whole, "overdue_open", "kecamatan" if inner == "kota" else inner)
    late = late[late["value"].fillna(0) > 0].sort_values("value", ascending=False)
    seen = incidents_newest(answers, filters, LOOKED_AT)
    limit = filters.moment - timedelta(minutes=ANSWER_MIN)
    waits = [is_waiting(row) and row.detected_at <= limit for row in seen.itertuples()]
    dead = [s for s in sources_of(feed_health(answers, asked.now)).sources if s.is_dead(asked.now)]
    water = gates.ask(answers, asked)
    return Acts(water[(water["state"] == "ok") & (water["siaga"] <= gates.ALARM)], late, seen[waits] if len(seen) else seen, tuple(dead) if filters.as_of is None else ())


def draw(acts: Acts, look: Look) -> Drawing:
    """One line for each thing, the gravest first: sign, what, where, since when."""
    now = look.asked.filters.as_of or look.asked.now
    lines = [_gate(row, look) for row in acts.gates.head(WORST).itertuples()]
    lines += [_incident(row, now) for row in acts.waiting.itertuples()][:6]
    lines += [_area(row, look) for row in acts.areas.head(WORST).itertuples()]
    lines += [_feed(source, now) for source in acts.dead]
    if not lines:
        return html.P(_("Tidak ada yang perlu ditindak saat ini."), className="calm")
    return html.Div([html.Figcaption(_summary(acts)), html.Ol(lines, className="lines")], className="actions")


def _summary(acts: Acts) -> str:
    """All of it in one sentence, also what the list has no room for."""
    said = []
    if len(acts.gates):
        said.append(many("{n} pintu air Siaga 2 atau lebih parah", len(acts.gates)))
    if len(acts.waiting):
        said.append(many("{n} insiden belum ditanggapi", len(acts.waiting)))
    if len(acts.areas):
        late = int(acts.areas["value"].sum())
        said.append(many("{n} laporan lewat batas", late, n=formats.number(late)) + " " + many("di {n} wilayah", len(acts.areas)))
    if len(acts.dead):
        said.append(many("{n} sumber mati", len(acts.dead)))
    return "; ".join(said) + "."


def _gate(row: Any, look: Look) -> html.Li:
    link = dcc.Link(_("{title} di {place}: {cm} cm", title=either(row.title_id, row.title_en), place=row.name, cm=formats.number(row.level_cm)), href=look.asked.choice.at("/environment"))
    return _li("▲", "breach", link, either(row.acts_id, row.acts_en), formats.span(row.age_min * 60))


def _incident(row: Any, now: datetime) -> html.Li:
    at = pd.Timestamp(row.detected_at).to_pydatetime()
    waited = (to_utc(now) - at) / timedelta(minutes=1)
    what, place = either(row.title_id, row.title_en), place_of(row)
    text = _("{what} di {place} belum ditanggapi", what=what, place=place) if place else _("{what} belum ditanggapi, letak tidak diketahui", what=what)
    return _li("▲", "breach", text, _("batas {n} mnt", n=ANSWER_MIN), formats.minutes(waited))


def _area(row: Any, look: Look) -> html.Li:
    link = dcc.Link(many("{n} laporan lewat batas di {area}", int(row.value), n=formats.number(row.value), area=row.name), href=_deeper(row.code, look))
    return _li("◆", "warning", link, _("laporan warga"), "")


def _feed(source: Source, now: datetime) -> html.Li:
    text = dcc.Link(_("Sumber {source} tidak memberi data", source=source.source), href="/feeds")
    return _li("◆", "warning", text, source.title, formats.age_of(source.newest_at, now))


def _li(sign: str, kind: str, what: Any, where: str, when: str) -> html.Li:
    return html.Li([html.Span(sign, className=f"sign {kind}"), html.Span(what, className="what"), html.Span(where, className="where"), html.Span(when, className="age")])


def _deeper(code: str, look: Look) -> str:
    return "/" + replace(look.asked.choice, area=code).search()
