"""Beside the headways: alerts of the operator that are in force, and how much of the fleet can be seen at all."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html

from data.answers import Answers
from data.queries.headways import alerts_now, fleet_now
from layouts import formats
from layouts.panel import Asked, Drawing, Empty, Look
from layouts.words import _, mark

EFFECTS = {
    "NO_SERVICE": mark("tidak ada layanan"), "REDUCED_SERVICE": mark("layanan berkurang"), "SIGNIFICANT_DELAYS": mark("keterlambatan besar"),
    "DETOUR": mark("pengalihan"), "STOP_MOVED": mark("halte pindah"), "MODIFIED_SERVICE": mark("layanan berubah"), "ADDITIONAL_SERVICE": mark("layanan tambahan"),
}  # fmt: skip
REPORTING_PCT = 90  # KPI M6


def ask_alerts(answers: Answers, asked: Asked) -> pd.DataFrame:
    """The columns of `alerts_now`."""
    return alerts_now(answers, asked.filters)


def draw_alerts(data: pd.DataFrame, _look: Look) -> Drawing:
    """A block per alert, those in force first."""
    if not len(data):
        return html.P(_("Tidak ada pengumuman layanan yang berlaku."), className="calm")
    return html.Div([_alert(row) for row in data.itertuples()], className="warnings scroll", tabIndex=0)


def _alert(row: Any) -> html.Article:
    is_grave = row.effect in ("NO_SERVICE", "SIGNIFICANT_DELAYS") and not row.is_coming
    effect = _(EFFECTS[row.effect]) if row.effect in EFFECTS else ""
    head = [html.Span("◆ " if is_grave else "", className="sign warning"), html.B(_text(row.header)), html.Span(f" {effect}", className="quiet")]
    when = _("mulai {when}", when=_moment(row.active_from)) if row.is_coming else _("sampai {when}", when=_moment(row.active_until))
    return html.Article([html.P(head, className="warning-head"), html.P(when, className="quiet")], className="warning-block")


def ask_fleet(answers: Answers, asked: Asked) -> pd.DataFrame:
    """The columns of `fleet_now`."""
    return fleet_now(answers, asked.filters)


def draw_fleet(data: pd.DataFrame, _look: Look) -> Drawing:
    """A large figure per source: vehicles that report of those that are due."""
    if not len(data):
        return Empty(_("Belum ada jadwal atau posisi bus."), _("Muat jadwal: python -m etl load transit_schedule BERKAS.zip"))
    return html.Div([_source(row, len(data) > 1) for row in data.itertuples()], className="fleet")


def _source(row: Any, is_named: bool) -> html.Div:
    """`is_named`: the foot of the panel names the source where there is only one."""
    is_low = not formats.is_missing(row.share_pct) and row.share_pct < REPORTING_PCT
    big = html.Div([html.Span("◆ " if is_low else "", className="sign warning"), html.Span(formats.percent(row.share_pct, 0), className="big")])
    words = _("{seen} bus melapor dalam 120 detik dari {due} yang dijadwalkan sekarang", seen=formats.number(row.on_duty_n), due=formats.number(row.due_n))
    beyond = row.seen_n - row.on_duty_n
    more = [html.P(_("{n} bus lain melapor di luar jadwal rutenya", n=formats.number(beyond)), className="quiet")] if beyond > 0 else []
    return html.Div([big, html.P(words, className="word"), *more, *([html.P(row.source, className="quiet")] if is_named else [])], className="figure")


def _moment(value: Any) -> str:
    return formats.NOTHING if formats.is_missing(value) else formats.moment(pd.Timestamp(value).to_pydatetime())


def _text(value: object) -> str:
    return formats.NOTHING if formats.is_missing(value) else str(value)
