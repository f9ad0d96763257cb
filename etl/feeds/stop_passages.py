"""Passages at stops from an operator's log: which vehicle of which trip left which stop, and when. Headways are derived at the load."""

from __future__ import annotations

from datetime import timedelta

from etl.checks import not_before, not_future, required
from etl.columns import moment, sql, text
from etl.feed import Check, Feed, Table
from etl.scripts import script

DERIVED = (script("derive_headways"),)

FEED = Feed(
    name="stop_passages",
    title_id="Lintasan bus di halte",
    title_en="Bus passages at stops",
    fresh=timedelta(days=2),
    expire=timedelta(days=14),
    tables=(
        Table(
            table="stop_passage",
            key=("vehicle_id", "stop_id", "passed_at"),
            event="passed_at",
            columns={
                "kind": sql("'observed'"),
                "is_seen": sql("true"),
                "route_id": text("route"),
                "direction_id": sql("coalesce(try_cast({direction} as integer), 0)"),
                "stop_id": text("stop"),
                "stop_sequence": sql("try_cast({sequence} as integer)"),
                "trip_id": text("trip"),
                "start_on": sql("try_cast({service_day} as date)"),
                "vehicle_id": text("vehicle"),
                "passed_at": moment("passed_at"),
            },
            checks=(
                required("route_id"),
                required("stop_id"),
                required("vehicle_id"),
                required("passed_at"),
                not_future("passed_at"),
                not_before("passed_at"),
                Check("range:direction", "direction_id not in (0, 1)", "arah bukan 0 atau 1", "the direction is neither 0 nor 1"),
            ),
            after=(script("gap_of_passages"), *DERIVED),
        ),
    ),
)
