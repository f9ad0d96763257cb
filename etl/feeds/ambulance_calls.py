"""Ambulances: the clocks of each call, its priority and its kelurahan. No patient, no address, no point."""

from __future__ import annotations

from datetime import timedelta

from etl.checks import area_code, between, in_order, not_before, not_future, one_of, required
from etl.columns import integer, moment, sql, text
from etl.feed import Feed, Table

CLOCKS = ("departed_at", "on_scene_at", "cleared_at")

FEED = Feed(
    name="ambulance_calls",
    title_id="Ambulans",
    title_en="Ambulances",
    fresh=timedelta(hours=6),
    expire=timedelta(days=2),
    keeps_raw=False,
    tables=(
        Table(
            table="ambulance_call",
            key=("call_id",),
            clock="updated_at",
            event="updated_at",
            columns={
                "call_id": text("call_id"),
                "priority": integer("priority"),
                "called_at": moment("called_at"),
                **{clock: moment(clock) for clock in CLOCKS},
                "outcome": sql("coalesce(lower(nullif(trim({outcome}), '')), 'open')"),
                "area": text("area"),
                "updated_at": sql("coalesce({zone:updated_at}, greatest({zone:called_at}, {zone:departed_at}, {zone:on_scene_at}, {zone:cleared_at}))"),
            },
            checks=(
                *(required(name) for name in ("call_id", "priority", "called_at")),
                between("priority", 1, 5),
                one_of("outcome", "open", "attended", "cancelled"),
                area_code("area"),
                not_future("called_at"),
                not_before("called_at"),
                not_future("updated_at"),
                *(in_order("called_at", clock) for clock in CLOCKS),
                in_order("departed_at", "on_scene_at"),
            ),
        ),
    ),
)
