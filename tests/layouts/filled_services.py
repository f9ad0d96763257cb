"""What the services told in a filled city: few rows of each feed of people and living, every value by plain arithmetic."""

from __future__ import annotations

FILL = (
    """insert into source by name select *, source as title, 'Jakarta' as city, true as is_home, true as is_simulated, $now as first_seen_at
       from (values ('simulasi_dinsos', 'social_aid'), ('simulasi_112', 'emergency_calls'), ('simulasi_agd', 'ambulance_calls'), ('simulasi_jakwifi', 'wifi'),
                    ('simulasi_dinkes', 'dengue'), ('simulasi_pompa', 'pumps'), ('simulasi_ritasi', 'waste_trips'), ('simulasi_kemitraan', 'partnerships'),
                    ('simulasi_hive', 'hive'), ('simulasi_disdik', 'attendance'), ('simulasi_portal', 'open_data_use'), ('simulasi_jaki', 'app_use'),
                    ('simulasi_waktu_tempuh', 'travel_times')) v(source, feed)""",
    """create temp table homes as select row_number() over (order by code) - 1 as h, code, kelurahan, lon, lat from kelurahan where code like '31.7%'""",
    # 100 recipients planned in each kelurahan, 90 paid, 81 reached; one kelurahan in ten pays 18 of its 90 late.
    """insert into social_aid by name
       select 'simulasi_dinsos' as source, p as programme, code as area, date_trunc('month', $now - to_months(m::integer))::date as month_on, 100 as planned_n, 90 as paid_n, 81 as reached_n,
              case when h % 10 = 0 then 18 else 0 end as late_n, 30e6 as planned_rp, 27e6 as paid_rp, $now - interval 2 day as updated_at, 1 as batch
       from homes, range(3) t(m), (values ('Kartu Lansia'), ('Pangan Murah')) v(p)""",
    # Of 60 calls an hour 55 are answered, 54 of them in time; 2 give up late: 54 / 57.
    """insert into emergency_hour by name
       select 'simulasi_112' as source, date_trunc('hour', $now) - to_hours(1 + i) as hour_at, '31' as area, 60 as offered_n, 55 as answered_n, 54 as quick_n, 5 as abandoned_n,
              2 as abandoned_late_n, 9 as prank_n, 14.0 as wait_p90_s, $now as updated_at, 1 as batch from range(800) t(i)""",
    # Reached after 3 to 12 minutes; the newest waits, every 20th was cancelled.
    """insert into ambulance_call by name
       select 'simulasi_agd' as source, 'A' || h || '-' || d as call_id, 1 + h % 3 as priority, $now - to_minutes(20 + 1440 * d + h * 5) as called_at, called_at + interval 90 second as departed_at,
              case when h % 20 <> 7 and h + d > 0 then called_at + to_minutes(3 + h % 10) end as on_scene_at, case when on_scene_at is not null then called_at + interval 50 minute end as cleared_at,
              case when h % 20 = 7 then 'cancelled' when on_scene_at is null then 'open' else 'attended' end as outcome, code as area, coalesce(cleared_at, called_at + interval 5 minute) as updated_at,
              1 as batch from homes, range(20) t(d) where h < 200""",
    # W0 is up half of the time, W1 is silent, the others lack 14.4 minutes of 1,440 each day: 99 %.
    """insert into wifi_day by name
       select 'simulasi_jakwifi' as source, 'W' || h as site_id, ($now + interval 7 hour)::date - 1 - d::integer as day_on, 'JakWifi ' || kelurahan as name, ['RW', 'taman'][1 + h % 2] as kind,
              ['serat', 'nirkabel'][1 + h % 2] as link, case h when 0 then 720.0 when 1 then null else 1425.6 end as up_min, 1440.0 as expected_min, 40.0 + h % 7 as down_mbps, 20.0 as up_mbps,
              30 as devices_n, lon, lat, code as area, 'inside' as place, $now - interval 12 hour as updated_at, 1 as batch from homes, range(30) t(d) where h < 60""",
    """insert into dengue_week by name
       select 'simulasi_dinkes' as source, code as area, date_trunc('week', $now + interval 7 hour)::date - 7 - 7 * w::integer as week_on, ((h + w) % 4 = 0)::integer as confirmed_n, 2 as suspected_n,
              0 as dead_n, $now - interval 2 day as updated_at, 1 as batch from homes, range(12) t(w)""",
    # 20 pumps of 2 m³/s: one broken, one under repair, one of which nothing is told; one has not been heard of for two days.
    """insert into pump_state by name
       select 'simulasi_pompa' as source, 'P' || h as pump_id, 'Pompa ' || kelurahan as name, case h when 0 then 'rusak' when 1 then 'perbaikan' when 2 then null when 3 then 'jalan' else 'siap' end as state,
              2.0 as capacity_m3s, lon, lat, code as area, 'inside' as place, $now - case h when 4 then interval 48 hour else interval 20 minute end as updated_at, 1 as batch from homes where h < 20""",
    # Four trips planned at each point, four done; T0 does none, T1 does five.
    """insert into waste_day by name
       select 'simulasi_ritasi' as source, 'T' || h as point_id, ($now + interval 7 hour)::date - 1 - d::integer as day_on, 'TPS ' || kelurahan as name, 4 as planned_n,
              case h when 0 then 0 when 1 then 5 else 4 end as done_n, 20.0 as tonnes, lon, lat, code as area, 'inside' as place, $now - interval 16 hour as updated_at, 1 as batch
       from homes, range(30) t(d) where h < 50""",
    """insert into partnership by name
       select 'simulasi_kemitraan' as source, 'K' || i as partnership_id, 'Mitra ' || i as partner, ['playground', 'co-develop', 'user'][1 + i % 3] as scheme, 'Data' as field,
              ['penjajakan', 'uji_coba', 'perjanjian', 'berjalan', 'selesai', 'batal'][1 + i % 6] as stage, case when i % 6 between 2 and 4 then $now::date - 300 end as signed_on,
              case when i % 6 between 2 and 4 then $now::date + 20 * i::integer - 60 end as ends_on, case when i % 6 = 4 then 'Dipakai di JAKI' end as outcome, '31' as area,
              $now - interval 3 day as updated_at, 1 as batch from range(18) t(i)""",
    """insert into hive_day by name
       select 'simulasi_hive' as source, kind, unit, ($now + interval 7 hour)::date - 1 - d::integer as day_on, size as offered, size * share as used, measure, '31' as area, $now - interval 12 hour as updated_at,
              1 as batch from range(30) t(d), (values ('ruang', 'Ruang Elang', 12.0, 0.5, 'jam'), ('meja', 'Meja lantai 1', 40.0, 0.75, 'kursi'), ('acara', 'Aula', 150.0, 0.9, 'kursi'),
                                              ('komponen', 'Lampu', 24.0, 1.0, 'jam')) v(kind, unit, size, share, measure)""",
    """insert into attendance_day by name
       select 'simulasi_disdik' as source, 'S' || h as school_id, 'Sekolah ' || kelurahan as name, ['sd', 'smp', 'sma', 'smk'][1 + h % 4] as level, ($now + interval 7 hour)::date - 1 - d::integer as day_on,
              200 as enrolled_n, case when h = 0 then 150 else 192 end as present_n, code as area, $now - interval 12 hour as updated_at, 1 as batch from homes, range(20) t(d) where h < 40""",
    "drop table homes",
    # Ten data sets with a refresh due ten days ago: nine came in time, one has not come. 100 downloads and 900 calls each.
    """insert into open_data_month by name
       select 'simulasi_portal' as source, 'set-' || i as dataset, ($now + interval 7 hour)::date - 10 as due_on, date_trunc('month', due_on)::date as month_on, 'Set data ' || i as title,
              'Diskominfotik' as agency, 100 as downloads_n, 900 as calls_n, case when i > 0 then due_on - 1 end as refreshed_on, '31' as area, $now - interval 5 hour as updated_at, 1 as batch
       from range(10) t(i)""",
    """insert into app_day by name
       select 'simulasi_jaki' as source, 'JAKI' as app, ($now + interval 7 hour)::date - 1 - d::integer as day_on, 4000000 - 1000 * d as users_n, 1000000 - 500 * d as active_n, 1000 as new_n,
              '31' as area, $now - to_days(d::integer) - interval 5 hour as updated_at, 1 as batch from range(40) t(d)""",
    # 600 s free at night; twice that in the peak hours, 720 s else: an index of 2 on four corridors of 5 km.
    """insert into corridor_time by name
       select 'simulasi_waktu_tempuh' as source, 'R' || c as corridor_id, date_trunc('hour', $now) - to_hours(h::integer) as seen_at, 'Koridor ' || c as name, 'Utara' as from_name, 'Selatan' as to_name,
              5000.0 as length_m, case when hour(seen_at + interval 7 hour) >= 21 or hour(seen_at + interval 7 hour) < 5 then 600.0
              when hour(seen_at + interval 7 hour) between 6 and 9 or hour(seen_at + interval 7 hour) between 15 and 19 then 1200.0 else 720.0 end as time_s, 900.0 as usual_s, 1 as batch
       from range(4) t(c), range(720) u(h)""",
)  # fmt: skip
