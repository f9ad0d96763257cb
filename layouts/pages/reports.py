"""The list of reports: millions of rows that scroll, sort, filter and search on the server."""

from __future__ import annotations

from data.model import NARROWS
from layouts.panel import Page, Panel
from layouts.panels import report_list
from layouts.words import mark

# The panel needs no table: new reports must not take the rows away that somebody is reading. The list says itself when there are new ones.
PAGE = Page(
    name="reports",
    path="/reports",
    title=mark("Daftar laporan"),
    order=12,
    group=mark("Laporan warga"),
    narrows=NARROWS,
    panels=(Panel("list", mark("Laporan warga"), report_list.ask, report_list.draw, feeds=("citizen_reports",), asks=("table_ladder", "table_page")),),
)
