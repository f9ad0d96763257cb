"""CCTV incidents: how fast each stage is reached, who waits now, which cameras cry wolf, and when."""

from __future__ import annotations

from layouts import formats
from layouts.panel import Page, Panel
from layouts.panels import asof, incident_alarms, incident_clocks
from layouts.words import mark

NEEDS, CAMERAS, FEEDS = ("incident",), ("incident", "camera"), ("cctv_incidents",)
TWO_DATES = asof.TwoDates("incidents", incident_clocks.STAGES, mark("insiden"), formats.quick)

PAGE = Page(
    name="incidents",
    path="/incidents",
    title=mark("Insiden CCTV"),
    order=40,
    group=mark("Kejadian"),
    panels=(
        Panel("incident_clocks", mark("Jam tiap tahap"), incident_clocks.ask, incident_clocks.draw, needs=NEEDS, feeds=FEEDS, rows=incident_clocks.rows,
              pace_s=30, options=incident_clocks.CLOCK_OPTIONS),
        Panel("waiting", mark("Belum ditanggapi"), incident_alarms.ask_waiting, incident_alarms.draw_waiting, needs=CAMERAS, feeds=FEEDS, rows=incident_alarms.rows_waiting,
              is_history=False),
        Panel("incident_groups", mark("Waktu menurut kelompok"), incident_clocks.ask_groups, incident_clocks.draw_groups, needs=CAMERAS, feeds=FEEDS, pace_s=60,
              options=incident_clocks.GROUP_OPTIONS),
        Panel("incident_trend", mark("Arah waktu penanganan"), incident_clocks.ask_trend, incident_clocks.draw_trend, needs=NEEDS, feeds=FEEDS, has_chart=True, pace_s=60,
              options=incident_clocks.TREND_OPTIONS),
        Panel("false_alarms", mark("Alarm palsu"), incident_alarms.ask_false, incident_alarms.draw_false, needs=CAMERAS, feeds=FEEDS, pace_s=60, options=incident_alarms.OPTIONS),
        Panel("incident_hours", mark("Insiden menurut hari dan jam"), incident_alarms.ask_hours, incident_alarms.draw_hours, needs=NEEDS, feeds=FEEDS, rows=incident_alarms.rows_hours,
              pace_s=60),
        Panel("two_dates", mark("Dua tanggal, dua angka"), TWO_DATES.ask, TWO_DATES.draw, needs=NEEDS, feeds=FEEDS, rows=TWO_DATES.rows, pace_s=300, options=TWO_DATES.options),
    ),
)  # fmt: skip
