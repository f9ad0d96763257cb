"""Living: is 112 answered, how fast is an ambulance there, where is dengue."""

from __future__ import annotations

from layouts.panel import Page, Panel
from layouts.panels import living
from layouts.words import mark

PAGE = Page(
    name="living",
    path="/living",
    title=mark("Kehidupan"),
    order=56,
    group=mark("Enam indikator"),
    indicator="kehidupan",
    panels=(
        Panel("calls112", mark("Panggilan 112"), living.ask_calls, living.draw_calls, needs=("emergency_hour",), feeds=("emergency_calls",), has_chart=True, pace_s=60),
        Panel("ambulances", mark("Ambulans: dari panggilan sampai tiba"), living.AMBULANCES.ask, living.AMBULANCES.draw, needs=("ambulance_call", "area"), feeds=("ambulance_calls",),
              rows=living.AMBULANCES.rows, pace_s=60, options=living.AMBULANCE_OPTIONS),
        Panel("dengue", mark("DBD menurut minggu"), living.ask_dengue, living.draw_dengue, needs=("dengue_week", "area"), feeds=("dengue",), has_chart=True, pace_s=60),
        Panel("dengueareas", mark("DBD menurut wilayah"), living.DENGUE_AREAS.ask, living.DENGUE_AREAS.draw, needs=("dengue_week", "area"), feeds=("dengue",), rows=living.DENGUE_AREAS.rows,
              pace_s=60),
    ),
)  # fmt: skip
