"""Two bus routes of plain arithmetic, put straight into the core tables: one that moves, one with nothing but a timetable."""

from __future__ import annotations

from datetime import datetime

from data.warehouse import Warehouse

SOURCE = "simulasi_transjakarta"
FILL = (
    """insert into source values ('simulasi_transjakarta', 'transit_realtime', 'TJ', 'Jakarta', true, true, $now),
       ('simulasi_transjakarta', 'transit_schedule', 'TJ', 'Jakarta', true, true, $now)""",
    "insert into transit_agency values ('simulasi_transjakarta', 'T', 'TJ', 'https://simulasi.invalid', 'Asia/Jakarta', 1)",
    """insert into transit_route by name select 'simulasi_transjakarta' as source, 'K' || i as route_id, i::varchar as route_short_name, 'Blok M - Kota' as route_long_name,
       3 as route_type, 'brt' as service_class, 1 as batch from range(1, 3) t(i)""",
    """insert into transit_stop by name select 'simulasi_transjakarta' as source, s as stop_id, n as stop_name, lon, -6.16 as lat, 0 as location_type, 'inside' as place, 1 as batch
       from (values ('H1', 'Harmoni', 106.82), ('H2', 'Kota', 106.83), ('H9', 'Tebet', 106.85), ('H8', 'Pluit', 106.79)) v(s, n, lon)""",
    """insert into transit_trip by name select 'simulasi_transjakarta' as source, 'K' || i || '-0' as trip_id, 'K' || i as route_id, 'TIAP' as service_id, 'Kota' as trip_headsign,
       0 as direction_id, 1 as batch from range(1, 3) t(i)""",
    """insert into transit_stop_time by name select 'simulasi_transjakarta' as source, t as trip_id, n as stop_sequence, s as stop_id, 600 * n as arrival_s, 600 * n as departure_s, 1 as batch
       from (values ('K1-0', 'H1', 1), ('K1-0', 'H2', 2), ('K2-0', 'H9', 1), ('K2-0', 'H8', 2)) v(t, s, n)""",
    """insert into transit_frequency by name select 'simulasi_transjakarta' as source, 'K' || i || '-0' as trip_id, 0 as start_s, 86400 as end_s, 480 as headway_s, 1 as batch
       from range(1, 3) t(i)""",
    """insert into transit_calendar by name select 'simulasi_transjakarta' as source, 'TIAP' as service_id, true as monday, true as tuesday, true as wednesday, true as thursday,
       true as friday, true as saturday, true as sunday, date '2020-01-01' as start_on, date '2099-12-31' as end_on, 1 as batch""",
    """insert into vehicle_position by name select 'simulasi_transjakarta' as source, 'TJ-1' as vehicle_id, $now - interval 10 second as seen_at, 'SIM TJ-1' as label, 'K1-0' as trip_id,
       'K1' as route_id, 0 as direction_id, 106.815 as lon, -6.17 as lat, 90 as bearing, 8 as speed_ms, 'H1' as stop_id, 1 as stop_sequence, 1 as batch""",
    """insert into trip_update by name select 'simulasi_transjakarta' as source, 'K1-0' as trip_id, 'K1' as route_id, 0 as direction_id, 'TJ-1' as vehicle_id, 1 as stop_sequence, 'H1' as stop_id,
       $now + interval 5 minute + interval 30 second as departure_at, 60 as departure_delay_s, 'SCHEDULED' as relationship, $now - interval 10 second as updated_at, 1 as batch""",
    # K1: every second wait eleven minutes, every other two; K2: four passages, so three headways.
    """insert into stop_passage by name
       select 'simulasi_transjakarta' as source, 'observed' as kind, 'K' || r as route_id, 0 as direction_id, case r when 1 then 'H1' else 'H9' end as stop_id,
              $now - to_seconds(780 * (i // 2) + 120 * (i % 2) + 60) as passed_at, true as is_seen, false as is_peak, true as is_timing,
              case when i < n - 1 then case when i % 2 = 0 then 120.0 else 660.0 end end as headway_s, 480.0 as planned_s, case when i = n - 1 then 'first' end as censor, 1 as batch
       from (values (1, 60), (2, 4)) v(r, n), range(60) t(i) where i < n""",
    """insert into batch (batch, feed, source, origin, sha256, bytes, mapping, state, read_rows, inserted, updated, duplicate, quarantined, tables, notices, newest_event_at,
       fingerprint, started_at, finished_at, seconds) select 90, 'transit_realtime', 'simulasi_transjakarta', 'x.pb', 'x', 1, 'm', 'loaded', 1, 1, 0, 0, 0, '{}', '[]',
       $now - interval 10 second, 'f', $now, $now, 0.1""",
    "update table_version set version = version + 1",
)  # fmt: skip


def fill_transit(warehouse: Warehouse, now: datetime) -> None:
    """Add the two routes as if it were `now` (UTC, naive)."""
    with warehouse.working() as session:
        for statement in FILL:
            session.execute(statement, {"now": now})
