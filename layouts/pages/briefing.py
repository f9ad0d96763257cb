"""The Governor's briefing: the periods that can be had, each as PDF, slides and sheets, and how it looks on paper."""

from __future__ import annotations

from layouts.panel import Page, Panel
from layouts.panels import briefing
from layouts.words import mark

PAGE = Page(
    name="briefing",
    path="/briefing",
    title=mark("Briefing"),
    order=60,
    group=mark("Data dan briefing"),
    panels=(
        Panel("periods", mark("Briefing Gubernur"), briefing.ask, briefing.draw_periods),
        Panel("preview", mark("Pratinjau halaman"), briefing.ask, briefing.draw_preview, asks=("briefing_cube", "briefing_backlog", "briefing_feeds")),
    ),
)
