"""Calls to 112, added up by hour: answered, answered within 30 seconds, given up. No caller, no recording."""

from __future__ import annotations

from datetime import timedelta

from etl.checks import area_code, at_least, counts, no_more, not_before, not_future, required
from etl.columns import integer, moment, number, text
from etl.feed import Check, Feed, Table

FEED = Feed(
    name="emergency_calls",
    title_id="Panggilan darurat 112",
    title_en="Emergency calls (112)",
    fresh=timedelta(hours=3),
    expire=timedelta(days=1),
    keeps_raw=False,
    tables=(
        Table(
            table="emergency_hour",
            key=("hour_at", "area"),
            clock="updated_at",
            event="hour_at",
            columns={
                "hour_at": moment("hour_at"),
                "area": text("area", "31"),
                "offered_n": integer("offered_n"),
                "answered_n": integer("answered_n"),
                "quick_n": integer("quick_n"),
                "abandoned_n": integer("abandoned_n"),
                "abandoned_late_n": integer("abandoned_late_n"),
                "prank_n": integer("prank_n"),
                "wait_p90_s": number("wait_p90_s"),
                "updated_at": moment("updated_at"),
            },
            checks=(
                required("hour_at"),
                required("updated_at"),
                *counts("offered_n", "answered_n", "quick_n", "abandoned_n", "abandoned_late_n"),
                at_least("prank_n", 0),
                at_least("wait_p90_s", 0),
                area_code("area"),
                not_future("hour_at"),
                not_before("hour_at"),
                not_future("updated_at"),
                no_more("quick_n", "answered_n"),
                no_more("abandoned_late_n", "abandoned_n"),
                Check("order:answered_n+abandoned_n>offered_n", "answered_n + abandoned_n > offered_n", "dijawab dan ditutup melebihi yang masuk", "more were answered and given up than came in"),
            ),
        ),
    ),
)
