"""The newest incidents that cameras and their operators saw."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html

from data.answers import Answers
from data.queries.incidents import incidents_newest
from layouts import formats, table
from layouts.panel import Asked, Drawing, Empty, Look
from layouts.words import _, either, mark

SHOWN = 12
PRIORITIES = {"tinggi": mark("prioritas tinggi"), "sedang": mark("prioritas sedang"), "rendah": mark("prioritas rendah")}


def ask(answers: Answers, asked: Asked) -> pd.DataFrame:
    """incident_id, source, event_type, title_id, title_en, priority, clocks, is_false_alarm, camera_name, area_name, lon, lat."""
    return incidents_newest(answers, asked.filters, SHOWN)


def draw(data: pd.DataFrame, look: Look) -> Drawing:
    """Newest first: what, where, how old, and how far it has been dealt with."""
    if not len(data):
        return Empty(_("Tidak ada insiden CCTV dalam rentang ini."), _("Lebarkan rentang waktu, atau periksa sumbernya di halaman Sumber data."))
    return html.Ol([_line(row, look) for row in data.itertuples()], className="lines")


def rows(data: pd.DataFrame, look: Look) -> table.Table:
    """The same as a table."""
    heads = (_("Terdeteksi"), _("Jenis"), _("Prioritas"), _("Tempat"), _("Kamera"), _("Keadaan"))
    cells = [
        (formats.moment(_moment(r.detected_at)), either(r.title_id, r.title_en), _(PRIORITIES.get(r.priority, r.priority)), _place(r), _text(r.camera_name), state(r))
        for r in data.itertuples()
    ]  # fmt: skip
    return table.Table(heads, tuple(cells))


def state(row: Any) -> str:
    """In words how far an incident is: false alarm, over, acknowledged, new."""
    if row.is_false_alarm:
        return _("alarm palsu")
    if not formats.is_missing(row.cleared_at):
        return _("selesai")
    return _("ditanggapi") if not formats.is_missing(row.acknowledged_at) else _("belum ditanggapi")


def is_waiting(row: Any) -> bool:
    """High priority and nobody has acknowledged it."""
    return row.priority == "tinggi" and not row.is_false_alarm and formats.is_missing(row.acknowledged_at) and formats.is_missing(row.cleared_at)


def _line(row: Any, look: Look) -> html.Li:
    sign = html.Span("▲", className="sign breach", title=_("belum ditanggapi")) if is_waiting(row) else html.Span("■", className="sign quiet")
    what = html.Span(either(row.title_id, row.title_en), className="what")
    where = html.Span(" · ".join(dict.fromkeys(t for t in (place_of(row), _text(row.camera_name)) if t not in ("", formats.NOTHING))), className="where")
    when = html.Time(
        formats.age_of(_moment(row.detected_at), look.asked.now), className="age", dateTime=f"{_moment(row.detected_at).isoformat()}Z",
        title=formats.moment(_moment(row.detected_at)),
    )  # fmt: skip
    return html.Li([sign, what, where, html.Span(state(row), className="state-word"), when])


def _moment(value: Any) -> Any:
    return pd.Timestamp(value).to_pydatetime()


def _place(row: Any) -> str:
    return _text(row.area_name)


def place_of(row: Any) -> str:
    """Where an incident is, as well as it is known: its area, else its camera, else its point; empty when nothing is."""
    if not formats.is_missing(row.area_name):
        return str(row.area_name)
    if not formats.is_missing(row.camera_name):
        return str(row.camera_name)
    if not formats.is_missing(row.camera_id):
        return _("kamera {id}", id=row.camera_id)
    return "" if formats.is_missing(row.lon) or formats.is_missing(row.lat) else f"{formats.number(row.lat, 4)}; {formats.number(row.lon, 4)}"


def _text(value: Any) -> str:
    return formats.NOTHING if formats.is_missing(value) else str(value)
