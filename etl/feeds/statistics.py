"""Yearly statistics of an area: one series, one year, one value. What the statistics office publishes once a year."""

from __future__ import annotations

from datetime import timedelta

from etl import reference
from etl.checks import area_code, between, not_future, required
from etl.columns import integer, number, sql, text
from etl.feed import Check, Column, Feed, Table

# Where a publisher counts in two columns (men and women), the value is their sum; an empty or broken second one leaves none.
BOTH = f"{number('value').sql} + case when {{value_more}} is null then 0 else {number('value_more').sql} end"
TOLD = "coalesce({zone:published_at}, make_timestamp(try_cast(trim({year}) as bigint) + 1, 1, 1, 0, 0, 0) - interval 7 hour)"

FEED = Feed(
    name="statistics",
    title_id="Statistik tahunan",
    title_en="Yearly statistics",
    fresh=timedelta(days=400),
    expire=timedelta(days=800),
    tables=(
        Table(
            table="statistic",
            key=("series", "area", "year"),
            event="published_at",
            corrects=True,
            columns={
                "series": sql("lower(nullif(trim({series}), ''))"),
                "area": text("area", "31"),
                "year": integer("year"),
                "value": Column(BOTH, "value"),
                "unit": text("unit"),
                "publisher": text("publisher"),
                "published_at": sql(TOLD),
            },
            checks=(
                *(required(name) for name in ("series", "year", "value")),
                between("year", 1945, 2100),
                not_future("published_at"),
                area_code("area"),
                Check("new:series", f"series not in {reference.known('statistic_series', 'series')}", "deret belum dikenal", "the series is not known yet", keep=True),
            ),
        ),
    ),
)
