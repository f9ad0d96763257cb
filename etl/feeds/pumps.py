"""Pumps against floods: where they stand, whether they can run, and how much they lift."""

from __future__ import annotations

from datetime import timedelta

from etl.checks import coordinates, not_future, one_of, required
from etl.columns import latitude, longitude, moment, number, sql, text
from etl.feed import Check, Feed, Place, Table

# The log keeps the first word of each half day, and every word that differs from the one before.
REPEATS = """
delete from pump_change c using (
    select pump_id, told_at, state = lag(state) over w and half = lag(half) over w as is_same
    from (select *, epoch(told_at + interval 7 hour)::bigint // 43200 as half from pump_change) where source = $source and pump_id in (select pump_id from touched)
    window w as (partition by pump_id order by told_at)) d
where d.is_same and c.source = $source and c.pump_id = d.pump_id and c.told_at = d.told_at"""

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
        Table(
            table="pump_change",
            key=("pump_id", "told_at"),
            is_counted=False,
            # Without a moment or a state of its own a line tells no change: a directory is no log.
            where="{updated_at} is not null and nullif(trim({state}), '') is not null",
            columns={
                "pump_id": text("pump_id"),
                "told_at": moment("updated_at"),
                "state": sql("lower(nullif(trim({state}), ''))"),
            },
            checks=(required("pump_id"), required("told_at"), one_of("state", "jalan", "siap", "perbaikan", "rusak"), not_future("told_at")),
            after=(REPEATS,),
        ),
    ),
)
