"""The clocks of CCTV incidents: stage by stage, by type, priority, area or camera owner, and week by week."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from dash import html

from data.answers import Answers
from data.queries.incident_times import incident_stages, incident_times, incident_trend, response_limits
from data.queries.limits import group_titles
from layouts import formats, table
from layouts.charts.spec import Reference
from layouts.options import chosen
from layouts.panel import Asked, Drawing, Empty, Look
from layouts.panels import cases, waits
from layouts.panels.incidents import PRIORITIES
from layouts.words import _, language, mark

TITLES = {"verify": mark("Diverifikasi"), "acknowledge": mark("Ditanggapi"), "dispatch": mark("Petugas dikirim"), "on_scene": mark("Tiba di lokasi"), "clear": mark("Selesai ditangani")}
CLOCKS = (("detected", mark("sejak terdeteksi")), ("step", mark("sejak tahap sebelumnya")))
STAGES = (("acknowledge", mark("ditanggapi")), ("verify", mark("diverifikasi")), ("dispatch", mark("dikirim")), ("on_scene", mark("tiba")), ("clear", mark("selesai ditangani")))
BY = (("type", mark("jenis")), ("priority", mark("prioritas")), ("area", mark("wilayah")), ("owner", mark("pemilik kamera")))
CLOCK_OPTIONS, GROUP_OPTIONS, TREND_OPTIONS = (CLOCKS,), (STAGES, BY), (STAGES, cases.BUCKETS)
Titles = dict[str, str]


@dataclass(frozen=True, slots=True)
class Clocks:
    """The rows of `incident_stages`, the clock, and the limits in force."""

    clock: str
    rows: pd.DataFrame
    limits: pd.DataFrame


@dataclass(frozen=True, slots=True)
class Trend:
    """The rows of `incident_trend`, its bucket, and the limit in minutes (None: the stage has none)."""

    bucket: str
    rows: pd.DataFrame
    limit: Reference | None


def ask(answers: Answers, asked: Asked) -> Clocks:
    """Every stage on the clock chosen."""
    (clock,) = chosen(asked.option, CLOCK_OPTIONS)
    return Clocks(clock, incident_stages(answers, asked.filters, clock), response_limits(answers, asked.filters, "incident"))


def draw(data: Clocks, look: Look) -> Drawing:
    """A sentence about what is owed, and the table of stages."""
    if not len(data.rows):
        return Empty(_("Tidak ada insiden CCTV dalam rentang ini."), _("Lebarkan rentang waktu, atau periksa sumbernya di halaman Sumber data."))
    note = _("Kaplan–Meier: yang masih menunggu tersensor pada saat ini. Berakhir lain: alarm palsu, atau selesai tanpa tahap itu.")
    return html.Div([*(html.P(text, className="verdict") for text in sentences(data)), table.drawn(rows(data, look), _("Jam tiap tahap")), html.P(f"{note} {_(waits.WALL)}", className="chart-note")])


def rows(data: Clocks, _look: Look) -> table.Table:
    """Stage, incidents, reached, waiting, P50 and P90 with bands, other ends."""
    return cases.stage_table(data.rows, TITLES, _("insiden"))


def sentences(data: Clocks) -> list[str]:
    """For each limit: the share in time of the incidents whose time is over, with its interval."""
    by_key = {row.key: row for row in data.rows.itertuples()}
    said = []
    for limit in data.limits.itertuples():
        row = by_key.get(limit.stage)
        if row is None or row.sla_n < waits.LEAST_N:
            continue
        whom = _("semua insiden") if formats.is_missing(limit.priority) else _(PRIORITIES[limit.priority])
        words = {
            "stage": _(TITLES[limit.stage]), "limit": formats.minutes(limit.minutes), "share": formats.percent(row.sla_matured_pct), "whom": whom,
            "band": cases.share_band(row.sla_lo, row.sla_hi), "n": formats.number(row.sla_n),
        }  # fmt: skip
        proposal = _(" (batas usulan)") if limit.kind == "S" else ""
        said.append(_("{stage} dalam {limit}: {share} ({band}; n {n}, {whom})", **words) + proposal + ".")
    return said


def ask_groups(answers: Answers, asked: Asked) -> cases.Groups:
    """One stage by type, priority, area or owner."""
    stage, by = chosen(asked.option, GROUP_OPTIONS)
    return cases.Groups(incident_times(answers, asked.filters, by, stage), titles_of(answers, by), _(dict(BY)[by]), _("insiden"))


def titles_of(answers: Answers, by: str) -> Titles:
    """The title of each key of a grouping; keys that are names already have none."""
    if by == "priority":
        return {key: _(title) for key, title in PRIORITIES.items()}
    if by not in ("type", "area"):
        return {}
    named = group_titles(answers, "event_type" if by == "type" else "area")
    return dict(named[["key", "title_id" if language() == "id" else "title_en"]].itertuples(index=False))


def draw_groups(data: cases.Groups, _look: Look) -> Drawing:
    """The grid of the stage chosen, counted from the detection."""
    note = _("Dihitung sejak terdeteksi. Di bawah {n} insiden angka terlalu goyah untuk dibandingkan; lihat pitanya.", n=waits.LEAST_N)
    return cases.group_grid(data, note)


def ask_trend(answers: Answers, asked: Asked) -> Trend:
    """The stage chosen by day, week or month of the detection."""
    stage, bucket = chosen(asked.option, TREND_OPTIONS)
    limits = response_limits(answers, asked.filters, "incident")
    own = limits[(limits["stage"] == stage) & limits["priority"].isna()]  # a limit of one priority is no limit of all
    limit = None if not len(own) else Reference(float(own["minutes"].iloc[0]), _("batas {t}", t=formats.minutes(float(own["minutes"].iloc[0]))))
    return Trend(bucket, incident_trend(answers, cases.long_enough(asked.filters, bucket), stage, bucket), limit)


def draw_trend(data: Trend, _look: Look) -> Drawing:
    """P50 and P90 in minutes with bands."""
    return cases.trend_chart(data.rows, _("insiden"), data.bucket, data.limit)
