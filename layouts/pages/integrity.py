"""Closure integrity: which closings deserve a second look, how often, how right that was; and where silence is not safety."""

from __future__ import annotations

from data.model import NARROWS
from layouts.panel import Page, Panel
from layouts.panels import integrity, queue
from layouts.words import mark

LOG = ("report", "report_event", "follow_up_photo")
REVIEWED = (*LOG, "integrity_review")
FEEDS = ("citizen_reports", "report_events")

PAGE = Page(
    name="integrity",
    path="/integrity",
    title=mark("Keutuhan penutupan"),
    order=15,
    group=mark("Laporan warga"),
    narrows=NARROWS,
    panels=(
        Panel("queue", mark("Perlu ditinjau"), queue.ask, queue.draw, needs=REVIEWED, feeds=FEEDS, pace_s=60),
        Panel("rates", mark("Seberapa sering, menurut unit"), integrity.ask, integrity.draw, needs=LOG, feeds=FEEDS, pace_s=120, options=integrity.OPTIONS),
        Panel("sample", mark("Sampel acak pekan ini"), queue.ask_sample, queue.draw_sample, needs=REVIEWED, feeds=FEEDS, pace_s=60, ignores=NARROWS),
        Panel("silence", mark("Sunyi bukan berarti aman"), integrity.ask_silence, integrity.draw_silence, needs=("report",), feeds=("citizen_reports",), pace_s=300, ignores=NARROWS),
        Panel("rules", mark("Arti tanda, dan ketepatannya"), integrity.ask_rules, integrity.draw_rules, needs=REVIEWED, feeds=FEEDS, pace_s=120),
    ),
)  # fmt: skip
