"""JSC Hive, the co-working house: rooms, desks, the hall of 150 seats and its five smart components, by day."""

from __future__ import annotations

from datetime import timedelta

from etl.checks import at_least, no_more, not_future, one_of, required
from etl.columns import day, moment, number, sql, text
from etl.feed import Feed, Table

FEED = Feed(
    name="hive",
    title_id="JSC Hive",
    title_en="JSC Hive",
    fresh=timedelta(days=2),
    expire=timedelta(days=14),
    keeps_raw=False,  # columns of persons may stand in such files
    tables=(
        Table(
            table="hive_day",
            key=("kind", "unit", "day_on"),
            clock="updated_at",
            event="updated_at",
            columns={
                "kind": sql("lower(nullif(trim({kind}), ''))"),
                "unit": text("unit"),
                "day_on": day("day_on"),
                "area": text("area", "31"),
                "offered": number("offered"),
                "used": number("used"),
                "measure": text("measure"),
                "updated_at": moment("updated_at"),
            },
            checks=(
                *(required(name) for name in ("kind", "unit", "day_on", "offered", "updated_at")),
                one_of("kind", "ruang", "meja", "acara", "komponen"),
                at_least("offered", 0),
                at_least("used", 0),
                no_more("used", "offered"),
                not_future("updated_at"),
            ),
        ),
    ),
)
