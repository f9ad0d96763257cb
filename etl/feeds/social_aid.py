"""Social aid, added up by programme, kelurahan and month: planned, paid, reached, late. No person ever enters."""

from __future__ import annotations

from datetime import timedelta

from etl.checks import area_code, at_least, counts, no_more, not_future, required
from etl.columns import integer, moment, number, sql, text
from etl.feed import Feed, Table

FEED = Feed(
    name="social_aid",
    title_id="Bantuan sosial",
    title_en="Social aid",
    fresh=timedelta(days=35),
    expire=timedelta(days=90),
    keeps_raw=False,
    tables=(
        Table(
            table="social_aid",
            key=("programme", "area", "month_on"),
            clock="updated_at",
            event="updated_at",
            columns={
                "programme": text("programme"),
                "area": text("area"),
                "month_on": sql("date_trunc('month', try_cast(left(trim({month_on}), 7) || '-01' as date))::date"),
                "planned_n": integer("planned_n"),
                "paid_n": integer("paid_n"),
                "reached_n": integer("reached_n"),
                "late_n": integer("late_n"),
                "planned_rp": number("planned_rp"),
                "paid_rp": number("paid_rp"),
                "updated_at": moment("updated_at"),
            },
            checks=(
                *(required(name) for name in ("programme", "area", "month_on", "updated_at")),
                *counts("planned_n", "paid_n", "reached_n", "late_n"),
                at_least("planned_rp", 0),
                at_least("paid_rp", 0),
                area_code("area"),
                not_future("updated_at"),
                no_more("reached_n", "paid_n"),
                no_more("late_n", "paid_n"),
            ),
        ),
    ),
)
