"""The economy: what is paid without cash, what food costs, who trades, who is trained."""

from __future__ import annotations

from layouts.panel import Page, Panel
from layouts.panels import coverage, food, partners, payments, plates, trade
from layouts.words import mark

PAGE = Page(
    name="economy",
    path="/economy",
    title=mark("Ekonomi"),
    order=52,
    group=mark("Enam indikator"),
    indicator="ekonomi",
    panels=(
        Panel("payments", mark("Pembayaran nontunai"), payments.ask, payments.draw, needs=("payment", "area"), feeds=("payments",), has_chart=True, pace_s=60, options=payments.OPTIONS),
        Panel("food", mark("Harga pangan"), food.ask, food.draw, needs=("food_price",), feeds=("food_prices",), rows=food.rows, is_history=False, pace_s=60),
        Panel("ecommerce", mark("E-commerce mitra menurut bulan"), trade.ask_months, trade.draw_months, needs=("ecommerce",), feeds=("ecommerce",), has_chart=True, pace_s=300),
        Panel("members", mark("UMKM dan OK OCE"), trade.ask_members, trade.draw_members, needs=("enterprise", "area"), feeds=("enterprises",), rows=trade.rows_members, pace_s=300),
        Panel("plates", mark("Pelat dan pajak kendaraan"), plates.ask, plates.draw, needs=("plate_read",), feeds=("plate_reads", "vehicle_tax"), rows=plates.rows, is_history=False, pace_s=60),
        Panel("flows", mark("Perjalanan mitra menurut jam"), partners.FLOWS.ask, partners.FLOWS.draw, needs=("partner_trip", "area"), feeds=("partner_trips",), rows=partners.FLOWS.rows, pace_s=300,
              options=partners.BAND_OPTIONS),
        Panel("coverage", mark("Jangkauan halte bagi penduduk"), coverage.COVERAGE.ask, coverage.COVERAGE.draw, needs=("transit_stop", "transit_route", "area"), feeds=("transit_schedule",),
              rows=coverage.COVERAGE.rows, pace_s=600),
        Panel("startups", mark("Usaha rintisan"), partners.STARTUPS.ask, partners.STARTUPS.draw, needs=("startup", "area"), feeds=("startups",), rows=partners.STARTUPS.rows, pace_s=300),
        Panel("statistics", mark("Statistik tahunan"), trade.STATISTICS.ask, trade.STATISTICS.draw, needs=("statistic", "area"), feeds=("statistics",), rows=trade.STATISTICS.rows, pace_s=300),
    ),
)  # fmt: skip
