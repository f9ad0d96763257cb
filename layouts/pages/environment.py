"""Flood, air and waste: which gate is worst and who acts, what water is coming, what people breathe, what was warned of."""

from __future__ import annotations

from layouts.panel import Page, Panel
from layouts.panels import air, gates, levels, living, strip, warnings
from layouts.words import mark

WATER, WATER_FEED = ("water_level",), ("water_levels",)
WAY = (*WATER, "flood_report", "flood_area", "area")  # who is in the way of the water: the city's own record of floods
AIR, AIR_FEED = ("air_quality",), ("air_quality",)

# Levels are withdrawn when their feed has expired. A day's index and a warning carry an end of their own, which their
# questions keep: a daily publisher is not dead because yesterday's index is the newest there can be.
PAGE = Page(
    name="environment",
    path="/environment",
    title=mark("Banjir dan udara"),
    order=20,
    group=mark("Enam indikator"),
    indicator="lingkungan",
    panels=(
        Panel("gates", mark("Pintu air menurut siaga"), gates.ask, gates.draw, needs=WATER, feeds=WATER_FEED, rows=gates.rows, is_history=False),
        Panel("strip", mark("Air dari hulu"), strip.ask, strip.draw, needs=WAY, feeds=WATER_FEED, rows=strip.rows, is_history=False),
        Panel("levels", mark("Tinggi muka air satu pos"), levels.ask, levels.draw, needs=WATER, feeds=WATER_FEED, rows=levels.rows, has_chart=True,
              pace_s=30, options=levels.OPTIONS),
        Panel("stations", mark("ISPU menurut stasiun"), air.ask_stations, air.draw_stations, needs=AIR, feeds=AIR_FEED, rows=air.rows_stations),
        Panel("airdays", mark("ISPU menurut hari"), air.ask_days, air.draw_days, needs=AIR, feeds=AIR_FEED, has_chart=True, pace_s=60),
        Panel("warnings", mark("Peringatan dini yang berlaku"), warnings.ask, warnings.draw, needs=("warning",), feeds=("warnings",), rows=warnings.rows),
        Panel("pumps", mark("Pompa banjir"), living.PUMPS.ask, living.PUMPS.draw, needs=("pump_state", "area"), feeds=("pumps",), rows=living.PUMPS.rows, is_history=False, pace_s=30),
        Panel("waste", mark("Pengangkutan sampah"), living.WASTE.ask, living.WASTE.draw, needs=("waste_day", "area"), feeds=("waste_trips",), rows=living.WASTE.rows, pace_s=60,
              options=living.WASTE_OPTIONS),
    ),
)  # fmt: skip
