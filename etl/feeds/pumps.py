"""Pumps against floods: where they stand, whether they can run, and how much they lift."""

from __future__ import annotations

from datetime import timedelta

from etl.checks import coordinates, not_future, one_of, required
from etl.columns import latitude, longitude, number, sql, text
from etl.feed import Check, Feed, Place, Table

FEED = Feed(
    name="pumps",
    title_id="Pompa banjir",
    title_en="Flood pumps",
    fresh=timedelta(hours=2),
    expire=timedelta(days=1),
    tables=(
        Table(
            table="pump_state",
            key=("pump_id",),
            clock="updated_at",
            event="updated_at",
            place=Place(),
            columns={
                "pump_id": text("pump_id"),
                "name": text("name"),
                "state": sql("lower(nullif(trim({state}), ''))"),
                "capacity_m3s": number("capacity_m3s"),
                "lon": longitude(),
                "lat": latitude(),
                "updated_at": sql("coalesce({zone:updated_at}, try_cast({edition_at} as timestamp))"),
            },
            checks=(
                required("pump_id"),
                required("updated_at"),
                one_of("state", "jalan", "siap", "perbaikan", "rusak"),
                Check("range:capacity_m3s", "capacity_m3s not between 0 and 200", "debit di luar 0–200 m³/dtk (satuan liter?)", "outside 0–200 m³/s (litres?)"),
                not_future("updated_at"),
                *coordinates(),
                Check("none:state", "state is null", "keadaan pompa tidak disebut", "the state of the pump is not told", keep=True),
            ),
        ),
    ),
)
