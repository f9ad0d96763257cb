"""Fire and rescue: from the call to the arrival, who is on the way now, what burned, and a fair comparison."""

from __future__ import annotations

from layouts import formats
from layouts.panel import Page, Panel
from layouts.panels import asof, fire_clocks, fire_losses
from layouts.words import mark

NEEDS, FEEDS = ("fire_call",), ("fires",)
STAGES = (("arrive", mark("panggilan – tiba")), ("depart", mark("panggilan – berangkat")), ("work", mark("tiba – selesai")))
TWO_DATES = asof.TwoDates("fires", STAGES, mark("kebakaran"), formats.quick)

PAGE = Page(
    name="fires",
    path="/fires",
    title=mark("Kebakaran dan penyelamatan"),
    order=42,
    group=mark("Kejadian"),
    panels=(
        Panel("fire_clocks", mark("Dari panggilan sampai tiba"), fire_clocks.ask, fire_clocks.draw, needs=NEEDS, feeds=FEEDS, rows=fire_clocks.rows, pace_s=30,
              options=fire_clocks.KIND_OPTIONS),
        Panel("fires_open", mark("Sedang ditangani"), fire_losses.ask_open, fire_losses.draw_open, needs=NEEDS, feeds=FEEDS, rows=fire_losses.rows_open, is_history=False),
        Panel("fire_trend", mark("Arah waktu tiba"), fire_clocks.ask_trend, fire_clocks.draw_trend, needs=NEEDS, feeds=FEEDS, has_chart=True, pace_s=60,
              options=fire_clocks.TREND_OPTIONS),
        Panel("fire_groups", mark("Waktu tiba menurut kelompok"), fire_clocks.ask_groups, fire_clocks.draw_groups, needs=NEEDS, feeds=FEEDS, pace_s=60,
              options=fire_clocks.GROUP_OPTIONS, only_with=fire_clocks.ONLY_WITH),
        Panel("fire_causes", mark("Penyebab dan kerugian"), fire_losses.ask_causes, fire_losses.draw_causes, needs=NEEDS, feeds=FEEDS, has_chart=True, pace_s=60),
        Panel("fire_hours", mark("Panggilan menurut hari dan jam"), fire_losses.ask_hours, fire_losses.draw_hours, needs=NEEDS, feeds=FEEDS, rows=fire_losses.rows_hours, pace_s=60,
              options=fire_clocks.KIND_OPTIONS),
        Panel("fire_league", mark("Perbandingan yang adil"), fire_clocks.ask_league, fire_clocks.draw_league, needs=NEEDS, feeds=FEEDS, pace_s=120,
              options=fire_clocks.LEAGUE_OPTIONS),
        Panel("two_dates", mark("Dua tanggal, dua angka"), TWO_DATES.ask, TWO_DATES.draw, needs=NEEDS, feeds=FEEDS, rows=TWO_DATES.rows, pace_s=300, options=TWO_DATES.options),
    ),
)  # fmt: skip
