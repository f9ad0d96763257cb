"""What needs an act now, computed from the data: overdue reports, unanswered incidents, sources that do not run."""

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
from layouts.panel import Asked, Drawing, Look
from layouts.panels.incidents import is_waiting
from layouts.words import _, either

ANSWER_MIN = 5  # KPI L5: a high-priority alarm is acknowledged within five minutes
LOOKED_AT = 200
WORST = 3


@dataclass(frozen=True, slots=True)
class Acts:
    """Areas with overdue reports (worst first), incidents that wait longer than ANSWER_MIN, and sources that are dead."""

    areas: pd.DataFrame
    waiting: pd.DataFrame
    dead: pd.DataFrame


def ask(answers: Answers, asked: Asked) -> Acts:
    """All three lists; each is empty when nothing is wrong."""
    filters = asked.filters
    inner = list(LEVELS.values())[min(3, list(LEVELS.values()).index(level_of(filters.area)) + 1)]
    late = area_measure(answers, filters, "overdue_open", "kecamatan" if inner == "kota" else inner)
    late = late[late["value"].fillna(0) > 0].sort_values("value", ascending=False)
    seen = incidents_newest(answers, filters, LOOKED_AT)
    limit = filters.moment - timedelta(minutes=ANSWER_MIN)
    waits = [is_waiting(row) and row.detected_at <= limit for row in seen.itertuples()]
    health = feed_health(answers, asked.now)
    return Acts(late, seen[waits] if len(seen) else seen, health[health["state"] == "mati"])


def draw(acts: Acts, look: Look) -> Drawing:
    """One line for each thing, the gravest first: sign, what, where, since when."""
    now = look.asked.filters.as_of or look.asked.now
    lines = [_incident(row, now) for row in acts.waiting.itertuples()][:6]
    lines += [_area(row, look) for row in acts.areas.head(WORST).itertuples()]
    lines += [_feed(row, now) for row in acts.dead.itertuples()]
    total = len(acts.waiting) + len(acts.areas) + len(acts.dead)
    if not lines:
        return html.P(_("Tidak ada yang perlu ditindak saat ini."), className="calm")
    count = html.P(_("{n} hal", n=formats.number(total)), className="quiet count")
    return html.Div([html.Ol(lines, className="lines"), count])


def _incident(row: Any, now: datetime) -> html.Li:
    at = pd.Timestamp(row.detected_at).to_pydatetime()
    waited = (to_utc(now) - at) / timedelta(minutes=1)
    place = formats.NOTHING if formats.is_missing(row.area_name) else row.area_name
    text = _("{what} di {place} belum ditanggapi", what=either(row.title_id, row.title_en), place=place)
    return _li("▲", "breach", text, _("batas {n} mnt", n=ANSWER_MIN), formats.minutes(waited))


def _area(row: Any, look: Look) -> html.Li:
    link = dcc.Link(_("{n} laporan lewat batas di {area}", n=formats.number(row.value), area=row.name), href=_deeper(row.code, look))
    return _li("◆", "warning", link, _("laporan warga"), "")


def _feed(row: Any, now: datetime) -> html.Li:
    at = None if formats.is_missing(row.newest_event_at) else pd.Timestamp(row.newest_event_at).to_pydatetime()
    text = dcc.Link(_("Sumber {source} tidak memberi data", source=row.source), href="/feeds")
    return _li("◆", "warning", text, either(row.title_id, row.title_en), formats.age_of(at, now))


def _li(sign: str, kind: str, what: Any, where: str, when: str) -> html.Li:
    return html.Li([html.Span(sign, className=f"sign {kind}"), html.Span(what, className="what"), html.Span(where, className="where"), html.Span(when, className="when")])


def _deeper(code: str, look: Look) -> str:
    return "/" + replace(look.asked.choice, area=code).search()
