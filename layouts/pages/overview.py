"""The overview: is anything wrong, where, since when; and what is it normally. One screen, without scrolling."""

from __future__ import annotations

from layouts.map import city_map
from layouts.panel import Page, Panel
from layouts.panels import actions, incidents, indicators, response, today
from layouts.words import mark

REPORTS = ("report", "report_event")

PAGE = Page(
    name="overview",
    path="/",
    title=mark("Ikhtisar"),
    order=0,
    panels=(
        Panel("indicators", mark("Enam indikator kota cerdas"), indicators.ask, indicators.draw, needs=(*REPORTS, "incident", "fire_call", "camera"),
              feeds=("citizen_reports", "cctv_incidents", "fires", "cameras"), rows=indicators.rows, is_slow=True, pace_s=60),
        Panel("today", mark("Laporan warga"), today.ask, today.draw, needs=REPORTS, feeds=("citizen_reports",), is_history=False),
        Panel("response", mark("Waktu penyelesaian, P50 dan P90"), response.ask, response.draw, needs=REPORTS, feeds=("citizen_reports",),
              has_chart=True, pace_s=30),
        Panel("actions", mark("Perlu tindakan"), actions.ask, actions.draw, needs=(*REPORTS, "incident", "water_level", "attempt", "batch"),
              feeds=("citizen_reports", "cctv_incidents", "water_levels"), pace_s=10),
        Panel("incidents", mark("Insiden CCTV terbaru"), incidents.ask, incidents.draw, needs=("incident",), feeds=("cctv_incidents",),
              rows=incidents.rows),
    ),
    parts=(city_map,),
)  # fmt: skip
