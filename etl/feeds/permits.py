"""Permits: asked for and decided, against the days that the law gives. Who asked stays outside."""

from __future__ import annotations

from datetime import timedelta

from etl.checks import coordinates, in_order, not_before, not_future, one_of, required
from etl.columns import latitude, longitude, moment, number, sql, text
from etl.feed import Check, Feed, Place, Table

DAYS = "try_cast({sla_days} as double)"

FEED = Feed(
    name="permits",
    title_id="Perizinan",
    title_en="Permits",
    fresh=timedelta(days=2),
    expire=timedelta(days=14),
    keeps_raw=False,  # columns of persons may stand in such files
    tables=(
        Table(
            table="permit",
            key=("permit_id",),
            clock="updated_at",
            event="updated_at",
            place=Place(),
            columns={
                "permit_id": text("permit_id"),
                "kind": sql("nullif(lower(trim({kind})), '')"),
                "applied_at": moment("applied_at"),
                "decided_at": moment("decided_at"),
                "decision": sql("nullif(lower(trim({decision})), '')"),
                "sla_days": number("sla_days"),
                "due_at": sql(f"case when {DAYS} > 0 and {DAYS} <= 1000 then {{zone:applied_at}} + to_seconds({DAYS} * 86400) end"),
                "lon": longitude(),
                "lat": latitude(),
                "updated_at": sql("coalesce({zone:updated_at}, {zone:decided_at}, {zone:applied_at})"),
            },
            checks=(
                required("permit_id"),
                required("kind"),
                required("applied_at"),
                required("sla_days"),
                Check("range:sla_days", "sla_days <= 0 or sla_days > 1000", "tenggat di luar 0–1.000 hari", "the term is outside 0–1,000 days"),
                one_of("decision", "terbit", "tolak"),
                not_future("applied_at"),
                not_future("decided_at"),
                not_before("applied_at"),
                in_order("applied_at", "decided_at"),
                *coordinates(),
            ),
        ),
    ),
)
