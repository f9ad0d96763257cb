"""Mobility: find a stop, a route, a place or a bus; and how regularly the buses of the city run."""

from __future__ import annotations

from layouts.bus_search import search_box
from layouts.map import city_map
from layouts.panel import Page, Panel
from layouts.panels import bus_answer, fines, headways, roads, service
from layouts.words import mark

LIVE, PASSED = ("transit_realtime",), ("stop_passage",)
BOTH = ("transit_realtime", "stop_passages")

PAGE = Page(
    name="mobility",
    path="/mobility",
    title=mark("Mobilitas"),
    order=25,
    group=mark("Enam indikator"),
    indicator="mobilitas",
    panels=(
        Panel("answer", mark("Bus berikutnya"), bus_answer.ask, bus_answer.draw, needs=("trip_update", "vehicle_position", "transit_stop"), feeds=LIVE,
              rows=bus_answer.rows, pace_s=15, asks=("arrivals",)),
        Panel("headways", mark("Jarak antarbus menurut koridor"), headways.ask, headways.draw, needs=PASSED, feeds=BOTH, has_chart=True, pace_s=60, options=headways.OPTIONS),
        Panel("waits", mark("Waktu tunggu lebih dan bus beriringan"), headways.ask, headways.draw_league, needs=PASSED, feeds=BOTH, rows=headways.rows, pace_s=60,
              options=headways.OPTIONS),
        Panel("fines", mark("Paparan denda jarak antarbus"), fines.ask, fines.draw, needs=PASSED, feeds=BOTH, pace_s=300, options=fines.OPTIONS),
        Panel("roads", mark("Waktu tempuh koridor jalan"), roads.ROADS.ask, roads.ROADS.draw, needs=("corridor_time",), feeds=("travel_times",), rows=roads.ROADS.rows, pace_s=60),
        Panel("alerts", mark("Pengumuman layanan"), service.ask_alerts, service.draw_alerts, needs=("service_alert",), feeds=LIVE, pace_s=30),
        Panel("fleet", mark("Armada melapor"), service.ask_fleet, service.draw_fleet, needs=("vehicle_position",), feeds=LIVE, is_history=False, pace_s=15),
    ),
    parts=(search_box, city_map),
)  # fmt: skip
