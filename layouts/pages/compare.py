"""Two areas or two periods side by side, for all KPIs."""

from __future__ import annotations

from data.kpis.catalogue import catalogue
from layouts.panel import Page, Panel
from layouts.panels import compare
from layouts.panels.kpi_panels import feeds_of, needs_of
from layouts.words import mark

LOADED = tuple(k for k in catalogue() if k.is_loaded)

PAGE = Page(
    name="compare",
    path="/compare",
    title=mark("Bandingkan"),
    order=60,
    group=mark("Data dan briefing"),
    panels=(
        Panel("compare", mark("Dua sisi semua KPI"), compare.ask, compare.draw, needs=needs_of(LOADED), feeds=feeds_of(LOADED), rows=compare.rows, pace_s=300, options=compare.OPTIONS),
    ),
)
