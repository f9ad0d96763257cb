"""Waste pick-up: trips planned and done, by collection point (TPS) and day."""

from __future__ import annotations

from datetime import timedelta

from etl.checks import at_least, coordinates, counts, not_future, required
from etl.columns import day, integer, latitude, longitude, moment, number, text
from etl.feed import Check, Feed, Place, Table

FEED = Feed(
    name="waste_trips",
    title_id="Pengangkutan sampah",
    title_en="Waste pick-up",
    fresh=timedelta(days=2),
    expire=timedelta(days=7),
    keeps_raw=False,  # columns of persons may stand in such files
    tables=(
        Table(
            table="waste_day",
            key=("point_id", "day_on"),
            clock="updated_at",
            event="updated_at",
            place=Place(),
            columns={
                "point_id": text("point_id"),
                "day_on": day("day_on"),
                "name": text("name"),
                "planned_n": integer("planned_n"),
                "done_n": integer("done_n"),
                "tonnes": number("tonnes"),
                "lon": longitude(),
                "lat": latitude(),
                "updated_at": moment("updated_at"),
            },
            checks=(
                *(required(name) for name in ("point_id", "day_on", "updated_at")),
                *counts("planned_n", "done_n"),
                at_least("tonnes", 0),
                not_future("updated_at"),
                *coordinates(),
                Check("more:done_n", "done_n > planned_n", "ritasi melebihi rencana", "more trips than planned", keep=True),
            ),
        ),
    ),
)
