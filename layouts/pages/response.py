"""Response time: how fast we answer, where we fail, and whether that is true."""

from __future__ import annotations

from data.model import NARROWS
from layouts.panel import Page, Panel
from layouts.panels import asof, backlog, clocks, curve, groups, league, savable, sla, trend, waits
from layouts.words import mark

REPORTS = ("report", "report_event")
FEEDS = ("citizen_reports",)
TWO_DATES = asof.TwoDates("reports", waits.STAGES, mark("laporan"))

PAGE = Page(
    name="response",
    path="/response",
    title=mark("Waktu tanggap"),
    order=10,
    group=mark("Laporan warga"),
    narrows=NARROWS,
    panels=(
        Panel("sla", mark("SLA dibaca dua cara"), sla.ask, sla.draw, needs=REPORTS, feeds=FEEDS, rows=sla.rows, pace_s=30),
        Panel("curve", mark("Berapa yang masih menunggu"), curve.ask, curve.draw, needs=REPORTS, feeds=FEEDS, has_chart=True, pace_s=30, options=curve.OPTIONS),
        Panel("trend", mark("Arah waktu tanggap"), trend.ask, trend.draw, needs=REPORTS, feeds=FEEDS, has_chart=True, pace_s=60, options=trend.OPTIONS),
        Panel("groups", mark("Waktu tanggap menurut kelompok"), groups.ask, groups.draw, needs=REPORTS, feeds=FEEDS, pace_s=60, options=groups.OPTIONS, only_with=groups.ONLY_WITH),
        Panel("backlog", mark("Tunggakan"), backlog.ask, backlog.draw, needs=REPORTS, feeds=FEEDS, is_history=False, pace_s=30),
        Panel("flow", mark("Masuk dan selesai per pekan"), backlog.ask_flow, backlog.draw_flow, needs=REPORTS, feeds=FEEDS, has_chart=True, pace_s=60),
        Panel("calibration", mark("Seberapa tepat peluang itu"), savable.ask_calibration, savable.draw_calibration, needs=REPORTS, feeds=FEEDS, has_chart=True, pace_s=300),
        Panel("savable", mark("Masih bisa diselamatkan hari ini"), savable.ask, savable.draw, needs=REPORTS, feeds=FEEDS, is_history=False, pace_s=60),
        Panel("league", mark("Perbandingan yang adil"), league.ask, league.draw, needs=REPORTS, feeds=FEEDS, pace_s=120, options=league.OPTIONS),
        Panel("clocks", mark("Jam tiap tahap"), clocks.ask, clocks.draw, needs=REPORTS, feeds=FEEDS, rows=clocks.rows, pace_s=300, options=clocks.OPTIONS),
        Panel("two_dates", mark("Dua tanggal, dua angka"), TWO_DATES.ask, TWO_DATES.draw, needs=REPORTS, feeds=FEEDS, rows=TWO_DATES.rows, pace_s=300, options=TWO_DATES.options),
    ),
)  # fmt: skip
