"""Governance: is the budget spent as planned, which tenders deserve a look, what is owned, permitted and answered."""

from __future__ import annotations

from layouts.panel import Page, Panel
from layouts.panels import budget
from layouts.words import mark

BUDGET, BUDGET_FEED = ("budget_line",), ("budget",)

PAGE = Page(
    name="governance",
    path="/governance",
    title=mark("Tata kelola"),
    order=50,
    group=mark("Enam indikator"),
    panels=(
        Panel("absorption", mark("Serapan anggaran terhadap rencana kas"), budget.ABSORPTION.ask, budget.ABSORPTION.draw, needs=BUDGET, feeds=BUDGET_FEED,
              rows=budget.ABSORPTION.rows, pace_s=60),
        Panel("budgetcurve", mark("Anggaran sepanjang tahun"), budget.ask_curve, budget.draw_curve, needs=BUDGET, feeds=BUDGET_FEED, has_chart=True, pace_s=60,
              options=budget.CURVE_OPTIONS),
        Panel("versions", mark("Dua versi rancangan anggaran"), budget.VERSIONS.ask, budget.VERSIONS.draw, needs=BUDGET, feeds=BUDGET_FEED, rows=budget.VERSIONS.rows, pace_s=60),
        Panel("deviations", mark("Selisih terbesar antara dua versi"), budget.DEVIATIONS.ask, budget.DEVIATIONS.draw, needs=BUDGET, feeds=BUDGET_FEED,
              rows=budget.DEVIATIONS.rows, pace_s=60, options=budget.SIDE_OPTIONS),
    ),
)  # fmt: skip
