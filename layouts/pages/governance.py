"""Governance: is the budget spent as planned, which tenders deserve a look, what is owned, permitted and answered."""

from __future__ import annotations

from layouts.panel import Page, Panel
from layouts.panels import budget, services, tenders
from layouts.words import mark

BUDGET, BUDGET_FEED = ("budget_line",), ("budget",)
TENDER, TENDER_FEED = ("tender_release",), ("tenders",)

PAGE = Page(
    name="governance",
    path="/governance",
    title=mark("Tata kelola"),
    order=50,
    group=mark("Enam indikator"),
    indicator="tata_kelola",
    panels=(
        Panel("absorption", mark("Serapan anggaran terhadap rencana kas"), budget.ABSORPTION.ask, budget.ABSORPTION.draw, needs=BUDGET, feeds=BUDGET_FEED,
              rows=budget.ABSORPTION.rows, pace_s=60),
        Panel("budgetcurve", mark("Anggaran sepanjang tahun"), budget.ask_curve, budget.draw_curve, needs=BUDGET, feeds=BUDGET_FEED, has_chart=True, pace_s=60,
              options=budget.CURVE_OPTIONS),
        Panel("versions", mark("Dua versi rancangan anggaran"), budget.VERSIONS.ask, budget.VERSIONS.draw, needs=BUDGET, feeds=BUDGET_FEED, rows=budget.VERSIONS.rows, pace_s=60),
        Panel("deviations", mark("Selisih terbesar antara dua versi"), budget.DEVIATIONS.ask, budget.DEVIATIONS.draw, needs=BUDGET, feeds=BUDGET_FEED,
              rows=budget.DEVIATIONS.rows, pace_s=60, options=budget.SIDE_OPTIONS),
        Panel("tenders", mark("Tender yang perlu ditinjau"), tenders.TENDERS.ask, tenders.TENDERS.draw, needs=TENDER, feeds=TENDER_FEED, rows=tenders.TENDERS.rows, pace_s=60),
        Panel("redflags", mark("Tanda menurut aturan"), tenders.RULE_TABLE.ask, tenders.RULE_TABLE.draw, needs=TENDER, feeds=TENDER_FEED, rows=tenders.RULE_TABLE.rows, pace_s=60),
        Panel("tenderbuyers", mark("Tanda menurut SKPD"), tenders.BUYERS.ask, tenders.BUYERS.draw, needs=TENDER, feeds=TENDER_FEED, rows=tenders.BUYERS.rows, pace_s=60),
        Panel("tendercycle", mark("Lama siklus tender"), tenders.CYCLE.ask, tenders.CYCLE.draw, needs=TENDER, feeds=TENDER_FEED, rows=tenders.CYCLE.rows, pace_s=60),
        Panel("permits", mark("Izin menurut zona"), services.PERMITS.ask, services.PERMITS.draw, needs=("permit", "zoning_area", "area"), feeds=("permits",), rows=services.PERMITS.rows, pace_s=60),
        Panel("assets", mark("Aset yang perlu dipelihara"), services.ASSETS.ask, services.ASSETS.draw, needs=("asset", "area"), feeds=("assets",), rows=services.ASSETS.rows, pace_s=60),
        Panel("desks", mark("Layanan sepanjang hari"), services.SERVICES.ask, services.SERVICES.draw, needs=("service_hour",), feeds=("service_desks",), rows=services.SERVICES.rows, pace_s=60),
        Panel("ratings", mark("Nilai tindak lanjut"), services.RATINGS.ask, services.RATINGS.draw, needs=("rating_day",), feeds=("ratings",), rows=services.RATINGS.rows, pace_s=60),
    ),
)  # fmt: skip
