"""The Governor's briefing: the periods that can be had, each as PDF, slides and sheets, how it looks on paper, a dossier, changes by hand, the archive."""

from __future__ import annotations

from layouts.panel import Page, Panel
from layouts.panels import briefing
from layouts.panels import briefing_tools as tools
from layouts.words import mark

PAGE = Page(
    name="briefing",
    path="/briefing",
    title=mark("Briefing"),
    order=60,
    group=mark("Data dan briefing"),
    panels=(
        Panel("periods", mark("Briefing Gubernur"), briefing.ask, briefing.draw_periods),
        Panel("agencies", mark("Briefing per perangkat daerah"), briefing.ask_agencies, briefing.draw_agencies, asks=("briefing_agencies",)),
        Panel("window", mark("Berkas kejadian"), tools.ask_window, tools.draw_window),
        Panel("archive", mark("Arsip dokumen"), briefing.ask, tools.draw_archive),
        Panel("editor", mark("Sunting dan beri catatan"), briefing.ask, tools.draw_editor),
        Panel("preview", mark("Pratinjau halaman"), briefing.ask, briefing.draw_preview, asks=("briefing_cube", "briefing_backlog", "briefing_feeds")),
    ),
)
