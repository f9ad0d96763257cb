"""Prices of staple food by market and day."""

from __future__ import annotations

from datetime import timedelta

from etl import reference
from etl.checks import area_code, between, not_before, not_future, required
from etl.columns import number, sql, text
from etl.feed import Check, Column, Feed, Table

DAY = "try_cast(left(trim({day}), 10) as date)"

FEED = Feed(
    name="food_prices",
    title_id="Harga pangan",
    title_en="Food prices",
    fresh=timedelta(days=2),
    expire=timedelta(days=7),
    tables=(
        Table(
            table="food_price",
            key=("commodity", "market", "day_on"),
            event="day_at",
            corrects=True,
            columns={
                "commodity": sql("lower(nullif(trim({commodity}), ''))"),
                "market": text("market"),
                "day_on": Column(DAY, "day"),
                "day_at": sql(f"{DAY} - interval 7 hour"),
                "price_rp": number("price_rp"),
                "area": text("area", "31"),
            },
            checks=(
                *(required(name) for name in ("commodity", "market", "day_on", "price_rp")),
                not_future("day_at"),
                not_before("day_at"),
                between("price_rp", 500, 1_000_000),
                area_code("area"),
                Check("new:commodity", f"commodity not in {reference.known('staple', 'commodity')}", "komoditas di luar daftar pokok", "a commodity beyond the list of staples", keep=True),
            ),
        ),
    ),
)
