"""Trade over partners' platforms by month, kota and category: only sums, and none of fewer than ten sellers."""

from __future__ import annotations

from datetime import timedelta

from etl.checks import area_code, at_least, not_future, required
from etl.columns import integer, number, sql, text
from etl.feed import Check, Column, Feed, Table

LEAST = 10  # sellers behind a sum: fewer could be told apart
MONTH = "try_cast(left(trim({month}), 7) || '-01' as date)"
FEW = "coalesce(try_cast(trim({sellers_n}) as bigint), 0) < " + str(LEAST)


def _kept(column: Column) -> Column:
    """The column, empty where too few sellers stand behind it."""
    return Column(f"case when {FEW} then null else {column.sql} end")


FEED = Feed(
    name="ecommerce",
    title_id="E-commerce mitra",
    title_en="Partners' e-commerce",
    fresh=timedelta(days=62),
    expire=timedelta(days=180),
    keeps_raw=False,
    tables=(
        Table(
            table="ecommerce",
            key=("partner", "month_on", "area", "category"),
            event="told_at",
            corrects=True,
            columns={
                "partner": text("partner"),
                "month_on": Column(MONTH, "month"),
                "told_at": sql(f"({MONTH} + interval 1 month) - interval 7 hour"),
                "area": text("area", "31"),
                "category": text("category"),
                "is_suppressed": sql(FEW),
                "sellers_n": _kept(integer("sellers_n")),
                "orders_n": _kept(integer("orders_n")),
                "value_rp": _kept(number("value_rp")),
                "_sellers_n": integer("sellers_n"),
                "_orders_n": integer("orders_n"),
                "_value_rp": number("value_rp"),
            },
            checks=(
                *(required(name) for name in ("partner", "month_on", "category", "_sellers_n", "_orders_n")),
                not_future("told_at"),
                at_least("_sellers_n", 0),
                at_least("_orders_n", 0),
                at_least("_value_rp", 0),
                area_code("area"),
                Check("few:sellers", "is_suppressed", "kurang dari 10 penjual, angkanya disembunyikan", "fewer than 10 sellers, figures suppressed", keep=True),
            ),
        ),
    ),
)
