"""Things of the map for a filled city: one or two of each kind, every value chosen by hand."""

from __future__ import annotations

from datetime import datetime

from data.warehouse import Warehouse

SQUARE = "st_geomfromtext('POLYGON((106.84 -6.22, 106.86 -6.22, 106.86 -6.20, 106.84 -6.20, 106.84 -6.22))')"
TABLES = ("fire_call", "officer_position", "officer_task", "facility", "flood_report", "flood_area", "traffic_jam", "traffic_alert", "traffic_irregularity")
FILL = (
    *(f"delete from {table}" for table in TABLES),  # whatever the filled city has of them: here every row is known by name
    """insert into source by name select *, null as title, 'Jakarta' as city, true as is_home, starts_with(source, 'simulasi') as is_simulated, $now as first_seen_at
       from (values ('simulasi_damkar', 'fires'), ('simulasi_satpol', 'officers'), ('direktori', 'facilities'), ('petabencana', 'flood_reports'), ('waze', 'traffic'),
                    ('bmkg', 'warnings'), ('simulasi_bus', 'transit_realtime')) v(source, feed)""",
    # F1 waits for its engine for 20 minutes, F2's has come, F3 has no place, F4 is over, F5 was cancelled, F6 is an archive that never ended.
    """insert into fire_call by name
       select 'simulasi_damkar' as source, id as call_id, $now - to_minutes(age) as called_at, $now - to_minutes(left_min) as departed_at, $now - to_minutes(came) as arrived_at,
              $now - to_minutes(done) as cleared_at, 'Rumah' as object, 'Jl. Contoh' as address, outcome, lon, -6.2 as lat, '31.71.07.1001' as area, 'inside' as place, $now as updated_at, 1 as batch
       from (values ('F1', 20, 15, null, null, 'fire', 106.82), ('F2', 40, 36, 30, null, 'fire', 106.83), ('F3', 10, null, null, null, 'rescue', null),
                    ('F4', 90, 85, 80, 10, 'fire', 106.84), ('F5', 5, null, null, null, 'cancelled', 106.85), ('F6', 100000, null, null, null, 'fire', 106.86)) v(id, age, left_min, came, done, outcome, lon)""",
    """insert into officer_position by name
       select 'simulasi_satpol' as source, o as officer, $now - to_minutes(age) as seen_at, 'Satpol PP' as agency, 8.0 as accuracy_m, lon, -6.2 as lat,
              '31.71.07.1001' as area, 'inside' as place, 1 as batch from (values ('o-1', 1, 106.821), ('o-2', 2, 106.825), ('o-3', 30, 106.82)) v(o, age, lon)""",
    """insert into officer_task by name
       select 'simulasi_satpol' as source, 'T1' as task_id, 'o-2' as officer, 'Tinjau lokasi' as kind, 'incident' as ref_kind, 'I0' as ref_id, $now - interval 9 minute as assigned_at,
              $now - interval 8 minute as accepted_at, $now as updated_at, 1 as batch""",
    """insert into facility by name
       select 'direktori' as source, 'H' || i as facility_id, 'hidran' as kind, 'Hidran ' || i as name, 'baik' as status, 106.8 + (i % 60) / 1000 as lon, -6.2 - (i // 60) / 1000 as lat,
              '31.71.07.1001' as area, 'inside' as place, 1 as batch from range(600) t(i)
       union all by name select 'direktori' as source, 'P1' as facility_id, 'puskesmas' as kind, 'Puskesmas Contoh' as name, '31.71.07.1001' as area, 'none' as place, 1 as batch""",
    """insert into flood_report by name select 'petabencana' as source, 'B1' as report_id, $now - interval 1 hour as reported_at, 'lain' as channel, 'Air naik' as description,
              40.0 as depth_cm, 106.85 as lon, -6.21 as lat, '31.74.01.1001' as area, 'inside' as place, 1 as batch""",
    f"""insert into flood_area by name select 'petabencana' as source, 'RW 04' as rw, $now - interval 2 hour as changed_at, 3 as state, {SQUARE} as geom, 106.85 as lon, -6.21 as lat,
              '31.74.01.1001' as area, 'inside' as place, 1 as batch""",
    """insert into traffic_jam by name select 'waze' as source, 'J1' as jam_id, $now - interval 1 minute as seen_at, $now - interval 20 minute as published_at, 'Jl. Sudirman' as street,
              5 as level, 0.0 as speed_kmh, 800.0 as length_m, null as delay_s, true as is_blocked, st_geomfromtext('LINESTRING(106.82 -6.21, 106.823 -6.2)') as geom,
              106.82 as lon, -6.2 as lat, '31.71.07.1001' as area, 'inside' as place, 1 as batch""",
    """insert into traffic_alert by name select 'waze' as source, 'A1' as alert_id, $now - interval 1 minute as seen_at, 'ACCIDENT' as kind, 'Jl. Thamrin' as street, 7 as reliability,
              6 as confidence, 106.823 as lon, -6.19 as lat, '31.71.07.1001' as area, 'inside' as place, 1 as batch""",
    f"""insert into warning by name select 'bmkg' as source, 'bmkg' as sender, 'W1' as identifier, $now - interval 5 minute as sent_at, 'Actual' as status, 'Alert' as msg_type, 'Public' as scope,
              [] as refs, 'Hujan lebat' as event, 'Extreme' as severity, $now - interval 5 minute as effective_at, $now + interval 1 hour as expires_at, 'Hujan lebat di Tebet' as headline,
              {SQUARE} as geom, 106.85 as lon, -6.21 as lat, 'BMKG' as attribution, 1 as batch""",
    """insert into vehicle_position by name select 'simulasi_bus' as source, 'B1' as vehicle_id, $now as seen_at, 'JKT 1' as label, '1' as route_id, 106.82 as lon, -6.2 as lat,
              'S1' as stop_id, 'STOPPED_AT' as stop_status, 1 as batch""",
    """insert into batch by name
       select 100 + row_number() over () as batch, feed, source, 'berkas' as origin, 'y' as sha256, 1 as bytes, 'm' as mapping, 'loaded' as state, 10 as read_rows, 10 as inserted, 0 as updated,
              0 as duplicate, 0 as quarantined, '{}' as tables, '[]' as notices, $now - interval 1 minute as newest_event_at, 'g' as fingerprint, $now - interval 1 minute as started_at,
              $now as finished_at, 0.1 as seconds from source where source in ('simulasi_damkar', 'simulasi_satpol', 'direktori', 'petabencana', 'waze', 'bmkg')""",
    "update table_version set version = version + 1",
)  # fmt: skip


def fill_things(warehouse: Warehouse, now: datetime) -> None:
    """Put into a city filled at `now` (UTC, naive), in place of what it has of these kinds: six fire calls, three officers, 601 facilities, a flood, two traffic things, a warning, a bus."""
    with warehouse.working() as session:
        for statement in FILL:
            session.execute(statement, {"now": now})
