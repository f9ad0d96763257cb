"""Public transport as it moves: GTFS-Realtime vehicle positions, trip updates and alerts, from one message or several."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from data.errors import ParseError
from data.warehouse import Session
from etl.checks import required
from etl.columns import sql
from etl.feed import Column, Feed, Staged, Table
from etl.feeds import gtfs_rt_rules as rules
from etl.scripts import script

_FACTS = Path(__file__).parents[1] / "sql" / "transit_realtime_facts.sql"


def posix(word: str) -> Column:
    """POSIX seconds -> UTC; what is not is null, and rule E001 says so."""
    return sql(
        f"case when {{{word}}} between 1000000000 and 100000000000 then make_timestamp({{{word}}}::bigint * 1000000) end"
    )


def as_sent(*words: str) -> dict[str, Column]:
    """Columns that protobuf has typed already."""
    return {word: sql(f"{{{word}}}") for word in words}


def prepare(session: Session, staged: Staged, source: str, moment: datetime) -> None:
    """Work out what the rules need to know. Raises ParseError for a snapshot that must not replace a better one."""
    text = "\n".join(
        line for line in _FACTS.read_text(encoding="utf-8").splitlines() if not line.startswith("--")
    )
    for statement in text.split(";\n"):
        if statement.strip(" ;\n"):
            session.execute(statement, {"source": source, "moment": moment})
    for rule in rules.SNAPSHOT:
        broken = session.rows(f"select kind, header_s, previous_s, newest_s from rt_header where {rule.sql}")
        if broken:
            kind, header_s, previous_s, newest_s = broken[0]
            raise ParseError(
                f"{source}: {rule.rule}, {rule.title_en} ({kind}: header {header_s}, before {previous_s}, newest entity {newest_s}).",
                "The snapshot is refused whole and the last good state stays; ask the publisher about the clock of the feed.",
            )


HEADER = Table(
    "realtime_header",
    ("kind",),
    {**as_sent("kind", "content", "schedule_source", "entities", "matched"), "header_at": posix("header_s")},
    rows="header",
    clock="header_at",
    is_counted=False,
    checks=(required("header_at"), rules.UNJUDGED, rules.MISMATCH, rules.W007, rules.W008),
)
VEHICLE = Table(
    "vehicle_position",
    ("vehicle_id", "seen_at"),
    {
        "vehicle_id": sql("{vehicle_id}"),
        "seen_at": posix("seen_s"),
        **as_sent("label", "trip_id", "route_id", "direction_id", "start_on", "lon", "lat", "bearing"),
        "speed_ms": sql("{speed}"),
        **as_sent("stop_id", "stop_sequence", "stop_status", "occupancy"),
        "remarks": sql(
            f"list_filter([case when {rules.E028.sql} then 'E028' end, case when {rules.E029.sql} then 'E029' end], r -> r is not null)"
        ),
    },
    rows="vehicles",
    event="seen_at",
    checks=(
        rules.posix("seen_s"),
        rules.ahead("seen_s"),
        rules.E003,
        rules.E004,
        rules.E011,
        rules.E026,
        rules.E027,
        rules.E052,
        required("vehicle_id"),
        required("seen_at"),
        rules.E028,
        rules.E029,
        rules.W001,
        rules.W004,
        rules.W009,
    ),
    after=tuple(map(script, ("passages_of_positions", "gap_of_positions", "derive_headways", "raise_passages"))),
)
TRIP_UPDATE = Table(
    "trip_update",
    ("trip_id", "start_on", "start_s", "stop_sequence", "stop_id"),
    {
        **as_sent(
            "trip_id",
            "start_on",
            "start_s",
            "route_id",
            "direction_id",
            "vehicle_id",
            "stop_sequence",
            "stop_id",
        ),
        "arrival_at": posix("arrival"),
        "arrival_delay_s": sql("{arrival_delay}"),
        "departure_at": posix("departure"),
        "departure_delay_s": sql("{departure_delay}"),
        "relationship": sql(
            "case when {trip_relationship} in ('CANCELED', 'DELETED') then {trip_relationship} "
            "when {stop_relationship} in ('SKIPPED', 'NO_DATA') then {stop_relationship} else coalesce({trip_relationship}, 'SCHEDULED') end"
        ),
        "updated_at": posix("updated_s"),
    },
    rows="trip_updates",
    clock="updated_at",
    event="updated_at",
    checks=(
        rules.posix("updated_s", "arrival", "departure"),
        rules.ahead("updated_s"),
        rules.E002,
        rules.E022,
        rules.E003,
        rules.E004,
        rules.E011,
        required("trip_id"),
        required("updated_at"),
        rules.W009,
    ),
    after=tuple(map(script, ("passages_of_updates", "gap_of_updates", "derive_headways", "raise_passages"))),
)
ALERT = Table(
    "service_alert",
    ("alert_id",),
    {
        "alert_id": sql("{alert_id}"),
        "updated_at": posix("updated_s"),
        **as_sent("header", "description", "cause", "effect", "severity"),
        "active_from": posix("active_from"),
        "active_until": posix("active_until"),
        **as_sent("route_ids", "stop_ids"),
    },
    rows="alerts",
    clock="updated_at",
    event="updated_at",
    checks=(required("alert_id"), required("updated_at"), rules.ALERT_ROUTE, rules.ALERT_STOP),
)

FEED = Feed(
    name="transit_realtime",
    title_id="Angkutan umum langsung (GTFS-Realtime)",
    title_en="Public transport live (GTFS-Realtime)",
    tables=(HEADER, VEHICLE, TRIP_UPDATE, ALERT),
    fresh=timedelta(minutes=2),
    expire=timedelta(minutes=15),
    max_bad=0.5,  # ids that the schedule lacks are a finding about the publisher; only when most are wrong the snapshot is
    prepare=prepare,
)
