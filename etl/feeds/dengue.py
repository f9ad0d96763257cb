"""Dengue: confirmed cases by kelurahan and week, corrected as late reports come in. No patient ever enters."""

from __future__ import annotations

from datetime import timedelta

from etl.checks import area_code, at_least, counts, no_more, not_future, required
from etl.columns import integer, moment, sql, text
from etl.feed import Feed, Table

FEED = Feed(
    name="dengue",
    title_id="Demam berdarah (DBD)",
    title_en="Dengue",
    fresh=timedelta(days=9),
    expire=timedelta(days=28),
    keeps_raw=False,
    tables=(
        Table(
            table="dengue_week",
            key=("area", "week_on"),
            clock="updated_at",
            event="updated_at",
            columns={
                "area": text("area"),
                "week_on": sql("date_trunc('week', try_cast(left(trim({week_on}), 10) as date))::date"),
                "confirmed_n": integer("confirmed_n"),
                "suspected_n": integer("suspected_n"),
                "dead_n": integer("dead_n"),
                "updated_at": moment("updated_at"),
            },
            checks=(
                *(required(name) for name in ("area", "week_on", "updated_at")),
                *counts("confirmed_n"),
                at_least("suspected_n", 0),
                at_least("dead_n", 0),
                no_more("dead_n", "confirmed_n"),
                area_code("area"),
                not_future("updated_at"),
            ),
        ),
    ),
)
