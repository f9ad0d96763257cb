"""One report: its path on both clocks, its deadline, its place, what lies near, and how long its like take."""

from __future__ import annotations

from layouts.panel import Page, Panel
from layouts.panels import case, case_around, case_path, case_photos
from layouts.words import mark

REPORTS = ("report", "report_event")
FEEDS = ("citizen_reports",)

PAGE = Page(
    name="report",
    path="/report",
    title=mark("Satu laporan"),
    order=13,
    group=mark("Laporan warga"),
    is_listed=False,
    panels=(
        Panel("case", mark("Laporan"), case.ask, case.draw, needs=(*REPORTS, "batch"), feeds=FEEDS, pace_s=30),
        Panel("path", mark("Perjalanan laporan"), case_path.ask, case_path.draw, needs=REPORTS, feeds=FEEDS, pace_s=30),
        Panel("place", mark("Letak"), case_around.ask, case_around.draw_place, needs=(*REPORTS, "camera"), feeds=FEEDS, pace_s=60),
        Panel("around", mark("Di sekitarnya"), case_around.ask, case_around.draw, needs=(*REPORTS, "camera", "officer_position"), feeds=FEEDS, pace_s=30),
        Panel("photos", mark("Foto"), case_photos.ask, case_photos.draw, needs=(*REPORTS, "report_photo"), feeds=FEEDS, pace_s=30),
        Panel("like", mark("Laporan yang serupa"), case.ask_like, case.draw_like, needs=REPORTS, feeds=FEEDS, pace_s=120),
    ),
)
