"""Who waits for an answer, which cameras cry wolf, and at what hours incidents come."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from dash import html

from data.answers import Answers
from data.queries.incident_times import LEAST_N, false_alarms, incident_hours, incidents_waiting
from layouts import formats, table
from layouts.formats import short_name
from layouts.grid import Column, grid
from layouts.options import chosen
from layouts.panel import Asked, Drawing, Empty, Look
from layouts.panels import cases, heat
from layouts.panels.incident_clocks import titles_of
from layouts.panels.incidents import PRIORITIES
from layouts.words import _, either, mark

BY = (("owner", mark("pemilik kamera")), ("type", mark("jenis")), ("area", mark("wilayah")))
OPTIONS = (BY,)
VERDICTS = {"di atas": mark("◆ lebih sering"), "di bawah": mark("lebih jarang"), "tidak berbeda": mark("tidak berbeda nyata"), "sedikit": mark("◌ terlalu sedikit")}
ORDER = {"di atas": 2.0, "tidak berbeda": 1.0, "di bawah": 0.0, "sedikit": -1.0}


@dataclass(frozen=True, slots=True)
class Alarms:
    """The rows of `false_alarms`, what they are grouped by, and the titles of keys."""

    by: str
    rows: pd.DataFrame
    titles: dict[str, str]


def ask_false(answers: Answers, asked: Asked) -> Alarms:
    """False alarms by owner, type or area."""
    (by,) = chosen(asked.option, OPTIONS)
    return Alarms(by, false_alarms(answers, asked.filters, by), titles_of(answers, by))


def draw_false(data: Alarms, _look: Look) -> Drawing:
    """A sentence, and a grid with the share, its interval, and whether it differs from all cameras together."""
    if not len(data.rows):
        return Empty(_("Belum ada insiden yang diverifikasi dalam rentang ini."), _("Lebarkan rentang waktu."))
    found = data.rows
    named = [_("tidak diketahui") if key == cases.UNKNOWN else short_name(str(data.titles.get(key, key))) for key in found["key"]]
    columns = [
        Column("name", _(dict(BY)[data.by]), named, width=150),
        Column("verdict", _("terhadap semua kamera"), [_(VERDICTS[v]) for v in found["verdict"]], order=[ORDER[v] for v in found["verdict"]], width=140),
        Column.of("share", _("alarm palsu"), found["false_pct"], formats.percent),
        Column("band", _("selang 95%"), [cases.share_band(*row) for row in zip(found["lo_pct"], found["hi_pct"], strict=True)], order=list(found["lo_pct"]), width=125),
        Column.count("false_n", _("palsu"), found["false_n"]), Column.count("n", _("dinilai"), found["n"]), Column.count("cameras", _("kamera"), found["cameras_n"]),
    ]  # fmt: skip
    row = found.iloc[0]
    said = _("{share} dari alarm yang dinilai ternyata palsu ({band}).", share=formats.percent(row.all_pct), band=cases.share_band(row.all_lo_pct, row.all_hi_pct))
    note = _("Hanya yang sudah dinilai petugas. Di bawah {n} tidak dibandingkan; beda disebut hanya bila kedua selang tidak bertemu.", n=LEAST_N)
    return html.Div([html.P(said, className="verdict"), grid(columns), html.P(note, className="chart-note")], className="grid-with-note")


def ask_waiting(answers: Answers, asked: Asked) -> pd.DataFrame:
    """The rows of `incidents_waiting`, however old."""
    return incidents_waiting(answers, asked.filters, table.MOST)


def draw_waiting(data: pd.DataFrame, look: Look) -> Drawing:
    """How many wait and how many of them too long, and the list."""
    if not len(data):
        return html.P(_("Tidak ada insiden yang menunggu ditanggapi."), className="calm")
    row = data.iloc[0]
    said = _("{n} insiden belum ditanggapi; {late} melewati batas prioritasnya.", n=formats.number(row.all_n), late=formats.number(row.late_n))
    sign = [html.Span("▲ ", className="sign breach")] if row.late_n else []
    return html.Div([html.P([*sign, said], className="verdict"), table.drawn(rows_waiting(data, look), _("Belum ditanggapi"))], className="listed")


def rows_waiting(data: pd.DataFrame, _look: Look) -> table.Table:
    """Priority first, then the one that waits longest."""
    heads = (_("Umur"), _("Jenis"), _("Prioritas"), _("Tempat"), _("Kamera"), _("Pemilik"), _("Terdeteksi"))
    cells = [
        (
            f"{'▲ ' if r.is_late else ''}{formats.minutes(r.age_min)}", either(r.title_id, r.title_en), _(PRIORITIES.get(r.priority, r.priority)), _text(r.area_name),
            _text(r.camera_name), _text(r.owner), formats.moment(pd.Timestamp(r.detected_at).to_pydatetime()),
        )
        for r in data.itertuples()
    ]  # fmt: skip
    return table.Table(heads, tuple(cells), frozenset({0}))


def _text(value: object) -> str:
    return formats.NOTHING if formats.is_missing(value) else str(value)


def ask_hours(answers: Answers, asked: Asked) -> pd.DataFrame:
    """The rows of `incident_hours`."""
    return incident_hours(answers, asked.filters)


def draw_hours(data: pd.DataFrame, _look: Look) -> Drawing:
    """When they come, false alarms left out."""
    if not len(data) or not data["n"].sum():
        return Empty(_("Tidak ada insiden CCTV dalam rentang ini."), _("Lebarkan rentang waktu, atau periksa sumbernya di halaman Sumber data."))
    said = heat.sentence(data, _("insiden"))
    return html.Div([html.P(said, className="verdict"), heat.drawn(data, _("Insiden menurut hari dan jam")), html.P(_("Tanpa alarm palsu."), className="chart-note")], className="heat-with-note")


def rows_hours(data: pd.DataFrame, _look: Look) -> table.Table:
    """Hours downwards, days across."""
    return heat.rows(data)
