"""A small city of plain arithmetic, put straight into the core tables: what the screens are drawn on in tests."""

from __future__ import annotations

from datetime import datetime

from data.warehouse import Warehouse
from tests.layouts import filled_governance, filled_services
from tests.layouts.filled_economy import FILL as ECONOMY
from tests.neighbours import pair_reports

FILL = (
    """insert into source values
       ('simulasi_crm', 'citizen_reports', 'CRM', 'Jakarta', true, true, $now), ('simulasi_cctv', 'cctv_incidents', 'CCTV', 'Jakarta', true, true, $now),
       ('simulasi_cctv', 'cameras', 'CCTV', 'Jakarta', true, true, $now), ('lama', 'fires', 'Arsip', 'Jakarta', true, false, $now),
       ('simulasi_damkar', 'fires', 'Damkar', 'Jakarta', true, true, $now),
       ('simulasi_bpbd', 'water_levels', 'BPBD', 'Jakarta', true, true, $now), ('simulasi_spku', 'air_quality', 'SPKU', 'Jakarta', true, true, $now),
       ('simulasi_bmkg', 'warnings', 'BMKG', 'Jakarta', true, true, $now)""",
    """insert into area by name
       with named as (select code, kelurahan as name, 'kelurahan' as level, code[:8] as parent, lon, lat from kelurahan
                      union all select code[:8], any_value(kecamatan), 'kecamatan', any_value(code[:5]), avg(lon), avg(lat) from kelurahan group by code[:8]
                      union all select code[:5], any_value(kota), 'kota', '31', avg(lon), avg(lat) from kelurahan group by code[:5]
                      union all select '31', 'DKI Jakarta', 'provinsi', null, avg(lon), avg(lat) from kelurahan)
       select *, 30000 as population, 2014 as population_year, 2.0 as area_km2, true as is_schematic,
              st_makeenvelope(lon - 0.01, lat - 0.01, lon + 0.01, lat + 0.01) as geom, 'skematik' as source, $now as updated_at, 0 as batch from named""",
    """create temp table one as
       with n as (select i, (select list(struct_pack(code, lon, lat) order by code) from kelurahan where code like '31.7%') as k from range(1500) t(i))
       select i, k[1 + (i * 7) % len(k)].code as area, k[1 + (i * 7) % len(k)].lon as lon, k[1 + (i * 7) % len(k)].lat as lat,
              $now - to_minutes(3 + i * 120) as created_at, (2 + (i * 37) % 240)::bigint as took_h from n""",
    """insert into report by name
       select 'simulasi_crm' as source, 'L' || i as report_id, created_at, least(created_at + to_hours(took_h), $now) as updated_at,
              ['jalan', 'sampah', 'pju'][1 + i % 3] as category, 'x' as category_raw, 'Dinas' as agency, 'jaki' as channel, 'teks' as description, lon, lat,
              area, 'inside' as place, created_at + interval 7 day as sla_due_at, false as is_private, 'p' || i % 50 as reporter, null as photo_hash, 1 as batch,
              case when created_at + to_hours(took_h) < $now then 'selesai' else 'proses' end as stage,
              case when created_at + to_hours(took_h) < $now then 'closed' else 'open' end as status,
              case when created_at + to_hours(took_h) < $now then 'resolved' end as outcome, created_at + interval 1 hour as first_action_at,
              case when created_at + to_hours(took_h) < $now then created_at + to_hours(took_h) end as first_closed_at,
              case when created_at + to_hours(took_h) < $now then created_at + to_hours(took_h) end as last_closed_at, 0 as refused_n from one""",
    """insert into report_event by name
       select source, report_id, created_at as event_at, created_at as known_at, 'menunggu' as stage, 'system' as actor, agency, null as officer, null as outcome,
              1 as batch from report
       union all by name select source, report_id, last_closed_at as event_at, last_closed_at as known_at, 'selesai' as stage, 'officer' as actor, agency,
              'o1' as officer, 'resolved' as outcome, 1 as batch from report where last_closed_at is not null""",
    "update report set known_at = (select max(known_at) from report_event e where e.source = report.source and e.report_id = report.report_id)",
    """insert into camera by name
       select 'simulasi_cctv' as source, 'K' || i as camera_id, 'JKT-' || i as name, 'Diskominfotik' as owner, lon, lat, area, 'inside' as place,
              null as stream_url, null as snapshot_url, case when i % 20 = 0 then 'offline' else 'online' end as status, $now as updated_at, 1 as batch
       from one where i < 60""",
    """insert into incident by name
       select 'simulasi_cctv' as source, 'I' || i as incident_id, 'K' || i as camera_id, ['kecelakaan', 'kemacetan'][1 + i % 2] as event_type, null as event_type_raw,
              ['tinggi', 'sedang'][1 + i % 2] as priority, 0.9 as confidence, false as is_false_alarm, $now - to_minutes(1 + i * 9) as detected_at,
              null as received_at, null as verified_at, case when i > 3 then $now - to_minutes(i * 9) end as acknowledged_at, null as dispatched_at,
              null as on_scene_at, case when i > 9 then $now - to_minutes(i * 8) end as cleared_at, $now as updated_at, lon, lat, area, 'inside' as place,
              1 as batch from one where i < 60""",
    # Katulampa at Siaga 2 and rising, Depok at 3, Manggarai normal though its source says 3, Karet silent for three hours.
    """insert into water_level by name
       select 'simulasi_bpbd' as source, p.post, p.post as post_raw, $now - to_minutes(p.late + 30 * i) as measured_at, p.cm - p.step * (i % 48) as level_cm, p.said as source_siaga,
              'Status : Siaga ' || p.said as source_status, p.lon, p.lat, p.area, 'inside' as place, 1 as batch
       from (values ('katulampa', 4, 170.0, 5.0, 2, 106.84, -6.63, null), ('depok', 4, 210.0, 2.0, 3, 106.83, -6.4, null),
                    ('manggarai', 4, 640.0, 1.0, 3, 106.85, -6.21, '31.71.06.1001'), ('karet', 180, 700.0, 0.0, 1, 106.81, -6.2, '31.71.07.1001'),
                    ('hek', 4, 90.0, 0.0, null, 106.87, -6.29, null)) p(post, late, cm, step, said, lon, lat, area), range(1200) t(i)""",
    # Whole days of Jakarta; DKI1 is above the scale on the newest one, DKI5 ended ten days ago. Hours of DKI2 beside them.
    """insert into air_quality by name
       select 'simulasi_spku' as source, 'DKI' || s as station, 'day' as span, 'ug_m3' as unit, date_trunc('day', $now + interval 7 hour) - to_days(1 + i::integer) - interval 7 hour as measured_at,
              case when s = 1 and i = 0 then 620.0 else 20.0 + s * 5 + i % 7 end as pm25, 40.0 + s as pm10, 24 as hours_n, 106.82 as lon, -6.19 as lat, '31.71.07.1001' as area,
              'inside' as place, $now as updated_at, 1 as batch from range(1, 6) u(s), range(40) t(i) where s < 5 or i >= 10
       union all by name
       select 'simulasi_spku' as source, 'DKI2' as station, 'hour' as span, 'ug_m3' as unit, date_trunc('hour', $now) - to_hours(1 + i) as measured_at, 38.0 as pm25,
              106.91 as lon, -6.15 as lat, '31.75.06.1001' as area, 'inside' as place, $now as updated_at, 1 as batch from range(4) t(i)""",
    """insert into warning by name
       select 'simulasi_bmkg' as source, 'bmkg' as sender, s as identifier, $now - interval 20 minute as sent_at, s as status, 'Alert' as msg_type, 'Public' as scope, [] as refs,
              'Hujan lebat' as event, 'Severe' as severity, $now - interval 20 minute as effective_at, $now + interval 2 hour as expires_at, 'Hujan lebat dan petir di Jakarta' as headline,
              'Jauhi bantaran sungai.' as instruction, 'DKI Jakarta' as area_desc, 'BMKG' as attribution, 1 as batch from (values ('Actual'), ('Exercise')) v(s)""",
    # Two calls a day; the newest waits, the second is on its way, every tenth was reached too late, every fifth is a rescue.
    """insert into fire_call by name
       select 'simulasi_damkar' as source, 'F' || i as call_id, $now - to_minutes(12 + 720 * i) as called_at, case when i > 0 then called_at + to_seconds(70) end as departed_at,
              case when i > 1 then called_at + to_minutes(case when i % 10 = 3 then 22 else 5 + i % 6 end) end as arrived_at, case when i > 1 then called_at + to_minutes(70 + i % 40) end as cleared_at,
              ['Bangunan rumah', 'Kendaraan', 'Sampah'][1 + i % 3] as object, case when i > 1 then ['Listrik', 'Kompor gas'][1 + i % 2] end as cause, 2 + i % 5 as units, 10 as crew,
              case when i > 1 then (i % 13 = 0)::integer end as injured, case when i > 1 then 0 end as dead, case when i > 1 then 1e6 * (1 + i % 50) end as loss_rp,
              case when i % 5 = 4 then 'rescue' else 'fire' end as outcome, lon, lat, area, 'inside' as place, called_at as updated_at, 1 as batch from one where i < 240""",
    """insert into batch by name
       select n as batch, feed, source, 'berkas.csv' as origin, 'x' as sha256, 1 as bytes, 'm' as mapping, state, 120 as read_rows, 100 as inserted, 10 as updated,
              6 as duplicate, 4 as quarantined, '{}' as tables, '[]' as notices, newest as newest_event_at, 'f' as fingerprint, $now - interval 1 minute as started_at,
              $now - interval 50 second as finished_at, 0.4 as seconds, error
       from (values (1, 'citizen_reports', 'simulasi_crm', 'loaded', $now - interval 3 minute, null), (2, 'cctv_incidents', 'simulasi_cctv', 'loaded', $now - interval 1 minute, null),
                    (3, 'cameras', 'simulasi_cctv', 'loaded', $now - interval 1 minute, null), (4, 'fires', 'lama', 'loaded', timestamp '2013-12-31', null),
                    (5, 'fires', 'rusak', 'refused', null, '9 dari 10 baris rusak'), (6, 'water_levels', 'simulasi_bpbd', 'loaded', $now - interval 4 minute, null),
                    (7, 'air_quality', 'simulasi_spku', 'loaded', $now - interval 22 minute, null), (8, 'warnings', 'simulasi_bmkg', 'loaded', $now - interval 20 minute, null),
                    (9, 'fires', 'simulasi_damkar', 'loaded', $now - interval 12 minute, null)) v(n, feed, source, state, newest, error)""",
    """insert into quarantine by name
       select 1 as batch, 'citizen_reports' as feed, 'simulasi_crm' as source, 'x' as sha256, 'rows' as part, i as line_no,
              ['swapped:lon_lat'] as reasons, 'L' || i || ',mentah' as raw, $now as first_seen_at from range(4) t(i)""",
    # Depok at Siaga 1, seen by nobody; Katulampa acknowledged; a kota's cameras on the shelf; a gate without data.
    """insert into alarm_event by name
       select nextval('alarm_no') as event_no, r as rule, e as entity, $now - to_minutes(m) as event_at, act as action, s as state, u as under, w as who, n as note, e as name,
              'simulasi_bpbd' as source, v as value, l as threshold, $now - to_minutes(least(m, 30)) as raised_at, case when s = 'shelved' then $now + interval 1 hour end as until_at
       from (values (1, 'siaga_1', 'depok', 20, 'condition', 'alarm', 'normal', 'sistem', null, 352.0, 350.0), (2, 'siaga_2', 'katulampa', 30, 'condition', 'alarm', 'normal', 'sistem', null, 170.0, 150.0),
                    (3, 'siaga_2', 'katulampa', 10, 'acknowledge', 'acknowledged', 'normal', 'Rina', 'posko dibuka', 170.0, 150.0), (4, 'camera_outage', 'simulasi_cctv/31.73', 9, 'shelve', 'shelved', 'normal', 'Budi', 'kabel diperbaiki', 12.5, 10.0),
                    (5, 'siaga_1', 'karet', 5, 'condition', 'no_data', 'normal', 'sistem', null, 700.0, 600.0)) v(k, r, e, m, act, s, u, w, n, v, l) order by k""",
    *ECONOMY,
    "update table_version set version = version + 1",
)  # fmt: skip


def fill(warehouse: Warehouse, now: datetime) -> None:
    """Fill an empty warehouse as if it were `now` (UTC, naive): 1,500 reports, 60 cameras, 60 incidents, five flood gates,
    five air stations, two warnings, 240 fire calls, nine loads, a quarantine."""
    with warehouse.working() as session:
        for statement in (*filled_governance.FILL, *filled_services.FILL, *FILL):
            session.execute(statement, {"now": now})
        pair_reports(session)
