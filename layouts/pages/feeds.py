"""The feeds: is every source running, what did each load bring, what was kept out and why, and what to do."""

from __future__ import annotations

from layouts.panel import Page, Panel
from layouts.panels import feeds, walls
from layouts.words import mark

KEPT = ("batch", "attempt", "quarantine", "source")

PAGE = Page(
    name="feeds",
    path="/feeds",
    title=mark("Sumber data"),
    order=90,
    group=mark("Data dan briefing"),
    panels=(
        Panel("health", mark("Kesehatan sumber data"), feeds.ask_health, feeds.draw_health, needs=KEPT),
        Panel("batches", mark("Muatan terakhir"), feeds.ask_batches, feeds.draw_batches, needs=("batch",)),
        Panel("quarantine", mark("Karantina menurut alasan"), feeds.ask_quarantine, feeds.draw_quarantine, needs=("quarantine",)),
        Panel("walls", mark("Layar dinding"), walls.ask, walls.draw, needs=("wall_screen",)),
    ),
)
