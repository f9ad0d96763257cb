"""A small city in the core tables, and a client that speaks to the routes without a server."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from api import routes
from data.answers import Answers
from data.settings import Settings
from data.warehouse import Warehouse

NOW = datetime(2026, 10, 31, 5, 0, tzinfo=UTC)  # 12:00 WIB
SIMULATED, REAL, ABROAD = "simulasi_crm", "petabencana", "boston_311"
CITY = """
insert into area (code, name, level, parent, population, population_year, area_km2, lon, lat, is_schematic, geom, source, updated_at, batch) values
 ('31', 'DKI Jakarta', 'provinsi', null, 10000000, 2014, 661.5, 106.83, -6.2, true, st_makeenvelope(106.6, -6.4, 107.0, -6.0), 'skematik', '2026-01-01', 1),
 ('31.71', 'Kota Administrasi Jakarta Pusat', 'kota', '31', 900000, 2014, 48.1, 106.83, -6.18, true, st_makeenvelope(106.8, -6.2, 106.9, -6.1), 'skematik', '2026-01-01', 1),
 ('31.71.01', 'Gambir', 'kecamatan', '31.71', 80000, 2014, 7.6, 106.82, -6.17, true, st_makeenvelope(106.8, -6.2, 106.85, -6.15), 'skematik', '2026-01-01', 1),
 ('31.71.01.1001', 'Gambir', 'kelurahan', '31.71.01', 3414, 2014, 2.5, 106.8267, -6.1764, true, st_makeenvelope(106.8, -6.2, 106.83, -6.17), 'skematik', '2026-01-01', 1);
insert into source (source, feed, title, city, is_home, is_simulated, first_seen_at) values
 ('skematik', 'areas', 'Batas skematik', 'Jakarta', true, false, '2026-01-01'), ('simulasi_crm', 'citizen_reports', 'CRM', 'Jakarta', true, true, '2026-01-01'),
 ('petabencana', 'citizen_reports', 'PetaBencana', 'Jakarta', true, false, '2026-01-01'), ('boston_311', 'citizen_reports', 'Boston', 'Boston', false, false, '2026-01-01'),
 ('simulasi_cctv', 'cameras', 'CCTV', 'Jakarta', true, true, '2026-01-01'), ('simulasi_cctv', 'cctv_incidents', 'CCTV', 'Jakarta', true, true, '2026-01-01'),
 ('simulasi_damkar', 'fires', 'Damkar', 'Jakarta', true, true, '2026-01-01'), ('simulasi_transjakarta', 'transit_realtime', 'TJ', 'Jakarta', true, true, '2026-01-01'),
 ('tma_dki', 'water_levels', 'TMA', 'Jakarta', true, false, '2026-01-01'), ('ispu_dki', 'air_quality', 'ISPU', 'Jakarta', true, false, '2026-01-01'),
 ('petabencana', 'flood_reports', 'PetaBencana', 'Jakarta', true, false, '2026-01-01'), ('petabencana', 'flood_areas', 'PetaBencana', 'Jakarta', true, false, '2026-01-01'),
 ('bmkg', 'warnings', 'BMKG', 'Jakarta', true, false, '2026-01-01'), ('simulasi_petugas', 'officers', 'Petugas', 'Jakarta', true, true, '2026-01-01'),
 ('simulasi_waze', 'traffic', 'Waze', 'Jakarta', true, true, '2026-01-01'), ('rs_dki', 'facilities', 'Rumah sakit', 'Jakarta', true, false, '2026-01-01');
insert into report by name select 'simulasi_crm' as source, printf('JK-%03d', i) as report_id, timestamp '2026-10-31 04:00:00' - to_hours(i) as created_at,
 timestamp '2026-10-31 04:30:00' as updated_at, if(i % 3 = 0, 'sampah', 'jalan') as category, 'Dinas Bina Marga' as agency, 'jaki' as channel,
 if(i = 1, '=cmd|'' /C calc''!A0', 'Lubang di jalan, hubungi 0812-3456-7890 <b>&' || chr(7)) as description, 106.8267 as lon, -6.1764 as lat,
 '31.71.01.1001' as area, 'inside' as place, timestamp '2026-10-31 04:00:00' - to_hours(i) + interval 5 day as sla_due_at, i = 2 as is_private, 'pseudonym' as reporter, 1 as batch,
 if(i % 4 = 0, 'selesai', 'proses') as stage, if(i % 4 = 0, 'closed', 'open') as status, if(i % 4 = 0, 'resolved', null) as outcome,
 timestamp '2026-10-31 04:10:00' - to_hours(i) as first_action_at, if(i % 4 = 0, timestamp '2026-10-31 04:20:00', null) as first_closed_at,
 if(i % 4 = 0, timestamp '2026-10-31 04:20:00', null) as last_closed_at, 0 as refused_n from range(1, 251) t(i);
insert into report select * replace ('petabencana' as source, null as agency, null as sla_due_at, null as lon, null as lat, null as area, 'none' as place)
 from report where report_id = 'JK-005';
insert into report select * replace ('boston_311' as source, null as area, 'outside' as place) from report where report_id = 'JK-006' and source = 'simulasi_crm';
insert into report_event by name select source, report_id, created_at as event_at, created_at as known_at, 'menunggu' as stage, 'system' as actor, 1 as batch from report;
insert into report_event by name select source, report_id, first_action_at as event_at, first_action_at as known_at, 'proses' as stage, 'officer' as actor, 1 as batch from report;
insert into report_event by name select source, report_id, last_closed_at as event_at, last_closed_at as known_at, 'selesai' as stage, 'officer' as actor,
 'resolved' as outcome, 1 as batch from report where last_closed_at is not null;
update report set known_at = (select max(known_at) from report_event e where e.source = report.source and e.report_id = report.report_id);
insert into camera (source, camera_id, name, owner, lon, lat, area, place, stream_url, snapshot_url, status, updated_at, batch) values ('simulasi_cctv', 'C-1', 'Simpang Harmoni',
 'Dishub', 106.8205, -6.1661, '31.71.01.1001', 'inside', 'rtsp://admin:hunter2@10.1.2.3/live', 'https://cctv.example/1.jpg', 'online', '2026-10-31 04:00:00', 1);
insert into incident (source, incident_id, camera_id, event_type, priority, confidence, is_false_alarm, detected_at, updated_at, lon, lat, area, place, batch)
 values ('simulasi_cctv', 'I-1', 'C-1', 'kemacetan', 'sedang', 0.91, false, '2026-10-31 03:00:00', '2026-10-31 03:00:00', 106.8205, -6.1661, '31.71.01.1001', 'inside', 1);
insert into fire_call (source, call_id, called_at, arrived_at, response_min, address, units, outcome, lon, lat, area, place, updated_at, batch)
 values ('simulasi_damkar', 'F-1', '2026-10-30 03:00:00', '2026-10-30 03:06:00', 6.0, 'Jl. Rahasia 12', 3, 'fire', 106.8205, -6.1661, '31.71.01.1001', 'inside', '2026-10-30 04:00:00', 1);
insert into source (source, feed, title, city, is_home, is_simulated, first_seen_at) values ('simulasi_jakartaone', 'payments', 'JakartaOne', 'Jakarta', true, true, '2026-01-01'),
 ('simulasi_pangan', 'food_prices', 'Pangan', 'Jakarta', true, true, '2026-01-01'), ('simulasi_ecommerce', 'ecommerce', 'Mitra', 'Jakarta', true, true, '2026-01-01'),
 ('simulasi_okoce', 'enterprises', 'OK OCE', 'Jakarta', true, true, '2026-01-01'), ('simulasi_bps', 'statistics', 'BPS', 'Jakarta', true, true, '2026-01-01');
insert into source (source, feed, title, city, is_home, is_simulated, first_seen_at) values ('simulasi_anpr', 'plate_reads', 'ANPR', 'Jakarta', true, true, '2026-01-01'), ('simulasi_samsat', 'vehicle_tax', 'Samsat', 'Jakarta', true, true, '2026-01-01');
insert into plate_read by name select 'simulasi_anpr' as source, 'K1' as camera_id, 'Sudirman' as corridor, timestamp '2026-10-30 03:00:00' as read_at, md5(i::varchar) as plate_key, true as is_readable,
 true as is_registered, i < 12 as is_due, if(i < 12, 1e6, 0) as owed_rp, '31.71.01.1001' as area, 'inside' as place, 1 as batch from range(30) t(i);
insert into source (source, feed, title, city, is_home, is_simulated, first_seen_at) values ('simulasi_rintisan', 'startups', 'Rintisan', 'Jakarta', true, true, '2026-01-01'), ('simulasi_mitra', 'partner_trips', 'Mitra', 'Jakarta', true, true, '2026-01-01');
insert into startup values ('simulasi_rintisan', 'U1', 'Kota Pintar', 'tumbuh', 'Transportasi', '31.71', 2019, 'JSC Hive', '2026-10-30', 1);
insert into partner_trip values ('simulasi_mitra', 'Gojek', 'motor', '2026-10-30 00:00:00', '31.71.01', '31.71.01', false, 44, 1);
insert into payment select 'simulasi_jakartaone', '2026-10-30 03:00:00', '31.71', 'transit', '', m, m <> 'tunai', n, n * 3500.0, 1 from (values ('jakcard', 90), ('tunai', 10)) v(m, n);
insert into food_price select 'simulasi_pangan', 'beras_medium', 'Pasar ' || i, date '2026-10-30', '2026-10-29 17:00:00', 14000 + 100 * i, '31.71', 1 from range(5) t(i);
insert into ecommerce values ('simulasi_ecommerce', 'Tokopedia', '2026-09-01', '2026-09-30 17:00:00', '31.71', 'fesyen', false, 40, 900, 150000000, 1),
 ('simulasi_ecommerce', 'Tokopedia', '2026-09-01', '2026-09-30 17:00:00', '31.71', 'kriya', true, null, null, null, 1);
insert into enterprise by name select 'simulasi_okoce' as source, 'A' || i as enterprise_id, 'mikro' as size, timestamp '2026-10-30' as told_at, '31.71.01.1001' as area, 'inside' as place, 1 as batch from range(12) t(i);
insert into statistic values ('simulasi_bps', 'tpt', '31', 2025, 6.2, '%', 'BPS', '2025-11-01', 1);
insert into transit_route (source, route_id, route_short_name, route_type, route_color, service_class, batch) values ('simulasi_transjakarta', '1', '1', 3, 'D02127', 'brt', 1);
insert into vehicle_position (source, vehicle_id, seen_at, label, route_id, lon, lat, bearing, speed_ms, batch)
 values ('simulasi_transjakarta', 'TJ-0001', '2026-10-31 04:59:45', 'TJ 0001', '1', 106.8205, -6.1661, 182.5, 8.25, 1);
insert into transit_stop by name select 'simulasi_transjakarta' as source, 'H1' as stop_id, 'Harmoni' as stop_name, 106.8199 as lon, -6.1627 as lat, 'inside' as place,
 '31.71.01.1001' as area, 1 as batch;
insert into trip_update by name select 'simulasi_transjakarta' as source, 'K1-0' as trip_id, '1' as route_id, 0 as direction_id, 'TJ-0001' as vehicle_id, 4 as stop_sequence, 'H1' as stop_id,
 timestamp '2026-10-31 05:06:00' as departure_at, 45 as departure_delay_s, 'SCHEDULED' as relationship, timestamp '2026-10-31 04:59:45' as updated_at, 1 as batch;
insert into stop_passage by name select 'simulasi_transjakarta' as source, 'observed' as kind, '1' as route_id, 0 as direction_id, 'H1' as stop_id,
 timestamp '2026-10-31 04:30:00' + to_seconds(s) as passed_at, true as is_seen, false as is_peak, true as is_timing, h as headway_s, 360.0 as planned_s,
 case when h is null then 'first' end as censor, 1 as batch from (values (0, null), (240, 240.0), (480, 240.0), (720, 240.0), (1440, 720.0)) v(s, h);
insert into water_level by name select 'tma_dki' as source, 'manggarai' as post, 'P.A. Manggarai' as post_raw, timestamp '2026-10-31 04:50:00' - to_minutes(30 * i) as measured_at,
 860 - 10 * i as level_cm, 3 as source_siaga, 'Siaga 3' as source_status, 106.8485 as lon, -6.2078 as lat, '31.71.01.1001' as area, 'inside' as place, 1 as batch from range(4) t(i);
insert into water_level by name select 'tma_dki' as source, 'depok' as post, 'Depok' as post_raw, timestamp '2026-10-31 02:00:00' as measured_at, 360 as level_cm, 1 as source_siaga,
 'Siaga 1' as source_status, 106.8321 as lon, -6.4005 as lat, 'outside' as place, 1 as batch;
insert into air_quality by name select 'ispu_dki' as source, 'DKI1' as station, 'day' as span, 'ispu' as unit, timestamp '2026-10-29 17:00:00' as measured_at, 520 as pm25, 80 as pm10,
 'pm25' as source_critical, 106.8229 as lon, -6.1944 as lat, '31.71.01.1001' as area, 'inside' as place, timestamp '2026-10-31 00:00:00' as updated_at, 1 as batch;
insert into flood_report by name select 'petabencana' as source, 'B-1' as report_id, timestamp '2026-10-31 03:00:00' as reported_at, 'twitter' as channel,
 'Banjir, hubungi 0812-3456-7890' as description, 40 as depth_cm, 106.8205 as lon, -6.1661 as lat, '31.71.01.1001' as area, 'inside' as place, 1 as batch;
insert into flood_area by name select 'petabencana' as source, 'RW 03 Gambir' as rw, timestamp '2026-10-31 03:30:00' as changed_at, 3 as state,
 st_makeenvelope(106.82, -6.17, 106.821, -6.169) as geom, 106.8205 as lon, -6.1695 as lat, '31.71.01.1001' as area, 'inside' as place, 1 as batch;
insert into facility by name select 'rs_dki' as source, 'RS-1' as facility_id, 'rumah_sakit' as kind, 'RSUD Tarakan' as name, 'Jl. Kyai Caringin 7' as address,
 106.8105 as lon, -6.1716 as lat, '31.71.01.1001' as area, 'inside' as place, 1 as batch;
insert into facility select * replace ('H-1' as facility_id, 'hidran' as kind, 'Hidran Harmoni' as name, null as address, null as lon, null as lat) from facility;
insert into traffic_jam by name select 'simulasi_waze' as source, 'W-1' as jam_id, timestamp '2026-10-31 04:58:00' as seen_at, timestamp '2026-10-31 04:30:00' as published_at,
 'Jl. Gajah Mada' as street, 4 as level, 6.5 as speed_kmh, 820 as length_m, 310 as delay_s, false as is_blocked,
 st_geomfromtext('LINESTRING (106.82 -6.165, 106.82 -6.16)') as geom, 106.82 as lon, -6.1625 as lat, '31.71.01.1001' as area, 'inside' as place, 1 as batch;
insert into traffic_alert by name select 'simulasi_waze' as source, 'W-2' as alert_id, timestamp '2026-10-31 04:58:00' as seen_at, 'HAZARD' as kind, 7 as reliability, 6 as confidence,
 106.8201 as lon, -6.1612 as lat, '31.71.01.1001' as area, 'inside' as place, 1 as batch;
insert into warning by name select 'bmkg' as source, 'bmkg.go.id' as sender, 'CJB-' || s as identifier, timestamp '2026-10-31 04:00:00' as sent_at, s as status, 'Alert' as msg_type,
 'Public' as scope, [] as refs, 'Met' as category, 'Hujan lebat dan petir' as event, 'Immediate' as urgency, 'Moderate' as severity, 'Observed' as certainty,
 timestamp '2026-10-31 04:00:00' as effective_at, timestamp '2026-10-31 07:00:00' as expires_at, 'Hujan lebat di Jakarta Pusat' as headline, 'Jakarta' as area_desc,
 st_makeenvelope(106.8, -6.2, 106.9, -6.1) as geom, 106.85 as lon, -6.15 as lat, 'BMKG' as attribution, 1 as batch from (values ('Actual'), ('Exercise')) v(s);
insert into officer_position by name select 'simulasi_petugas' as source, 'P-7f3a' as officer, timestamp '2026-10-31 04:57:00' as seen_at, 'Dinas Bina Marga' as agency,
 'Tambal jalan di rumah Ibu Rahasia' as task, 12 as accuracy_m, 106.8205 as lon, -6.1661 as lat, '31.71.01.1001' as area, 'inside' as place, 1 as batch;
insert into officer_task by name select 'simulasi_petugas' as source, 'T-1' as task_id, 'P-7f3a' as officer, 'Tambal jalan Rahasia' as kind, 'report' as ref_kind, 'JK-002' as ref_id,
 timestamp '2026-10-31 04:40:00' as assigned_at, timestamp '2026-10-31 04:42:00' as accepted_at, timestamp '2026-10-31 04:42:00' as updated_at, 1 as batch;
insert into batch (batch, feed, source, origin, sha256, bytes, mapping, state, read_rows, inserted, updated, duplicate, quarantined, tables, notices, newest_event_at, fingerprint, started_at, finished_at, seconds)
 values (1, 'citizen_reports', 'simulasi_crm', 'crm_laporan.csv', 'ab', 100, 'crm', 'loaded', 252, 250, 0, 0, 2, '{}', '[]', '2026-10-31 03:55:00', 'f', '2026-10-31 04:00:00', '2026-10-31 04:00:01', 1.0);
insert into alarm_event by name select nextval('alarm_no') as event_no, 'siaga_2' as rule, 'manggarai' as entity, timestamp '2026-10-31 04:50:10' as event_at, 'condition' as action,
 'alarm' as state, 'normal' as under, 'sistem' as who, 'Manggarai' as name, '31.71.01.1001' as area, 'tma_dki' as source, 860 as value, 850 as threshold, timestamp '2026-10-31 04:50:10' as raised_at;
insert into alarm_event by name select * replace (nextval('alarm_no') as event_no, timestamp '2026-10-31 04:55:00' as event_at, 'acknowledge' as action, 'acknowledged' as state,
 'Rina Rahasia' as who) from alarm_event;
insert into source (source, feed, title, city, is_home, is_simulated, first_seen_at) select s, f, s, 'Jakarta', true, starts_with(s, 'simulasi'), '2026-01-01' from (values ('simulasi_dinsos', 'social_aid'),
 ('simulasi_112', 'emergency_calls'), ('simulasi_agd', 'ambulance_calls'), ('simulasi_jakwifi', 'wifi'), ('simulasi_dinkes', 'dengue'), ('sda_pompa', 'pumps'), ('simulasi_ritasi', 'waste_trips'),
 ('simulasi_mitra', 'partnerships'), ('simulasi_hive', 'hive'), ('simulasi_disdik', 'attendance'), ('simulasi_portal', 'open_data_use'), ('simulasi_jaki', 'app_use'), ('simulasi_waktu_tempuh', 'travel_times')) v(s, f);
insert into social_aid values ('simulasi_dinsos', 'Kartu Lansia', '31.71.01.1001', '2026-10-01', 120, 100, 90, 3, 36e6, 30e6, '2026-10-30 02:00:00', 1);
insert into emergency_hour values ('simulasi_112', '2026-10-31 03:00:00', '31', 60, 55, 50, 5, 2, 9, 14.5, '2026-10-31 04:05:00', 1);
insert into ambulance_call select 'simulasi_agd', 'A' || i, 1, timestamp '2026-10-30 03:00:00' + to_hours(i), null, timestamp '2026-10-30 03:05:00' + to_hours(i) + to_minutes(i), null, 'attended',
 '31.71.01.1001', timestamp '2026-10-30 03:30:00' + to_hours(i), 1 from range(6) t(i);
insert into wifi_day values ('simulasi_jakwifi', 'W1', '2026-10-30', 'JakWifi Gambir', 'RW', 'serat', 1430, 1440, 48.5, 22, 31, 106.8205, -6.1661, '31.71.01.1001', 'inside', '2026-10-30 18:00:00', 1);
insert into dengue_week select 'simulasi_dinkes', '31.71.01.1001', date '2026-10-19' - 7 * i::integer, 3 + 4 * i, 9, 0, '2026-10-30 03:00:00', 1 from range(3) t(i);
insert into pump_state values ('sda_pompa', 'P1', 'Pompa Gambir', 'siap', 4.5, 106.8205, -6.1661, '31.71.01.1001', 'inside', '2026-10-31 04:30:00', 1);
insert into waste_day values ('simulasi_ritasi', 'T1', '2026-10-30', 'TPS Gambir', 4, 3, 15.5, 106.8205, -6.1661, '31.71.01.1001', 'inside', '2026-10-30 21:00:00', 1);
insert into partnership values ('simulasi_mitra', 'K1', 'Mitra Satu', 'user', 'Data', 'berjalan', '2026-01-01', '2026-12-31', null, '31', '2026-10-20 02:00:00', 1);
insert into hive_day values ('simulasi_hive', 'ruang', 'Ruang Elang', '2026-10-30', '31', 12, 6, 'jam', '2026-10-30 18:00:00', 1);
insert into open_data_month values ('simulasi_portal', 'set-1', '2026-10-01', 'Kualitas udara', 'Dinas Lingkungan Hidup', 420, 5200, '2026-10-12', '2026-10-11', '31', '2026-10-30 19:00:00', 1);
insert into app_day values ('simulasi_jaki', 'JAKI', '2026-10-29', 4000000, 900000, 700, '31', '2026-10-29 19:00:00', 1);
insert into corridor_time select 'simulasi_waktu_tempuh', 'R01-0', timestamp '2026-10-30 04:00:00' - to_hours(h::integer), 'Sudirman–Thamrin', 'Bundaran Senayan', 'Monas', 7600, case when h % 24 < 8 then 1400 else 700 end, 1300, 1 from range(72) t(h);
insert into attendance_day values ('simulasi_disdik', 'S1', 'Sekolah Satu', 'sd', '2026-10-30', 200, 190, '31.71.01.1001', '2026-10-30 08:00:00', 1);
update table_version set version = 1;
insert into source (source, feed, title, city, is_home, is_simulated, first_seen_at) values ('simulasi_bpkd', 'budget', 'APBD', 'Jakarta', true, true, '2026-01-01');
insert into budget_line by name select 'simulasi_bpkd' as source, 'SP2D-' || i as line_id, 'realisasi' as phase, 'belanja' as kind, 2026 as fiscal_year, timestamp '2026-10-31 04:00:00' - to_days(i::integer) as booked_at,
 '1.03' as agency_code, 'Dinas Bina Marga' as agency, 'Pemeliharaan jalan' as activity, 1e9 * (1 + i) as amount_rp, 1 as batch from range(3) t(i);
insert into source (source, feed, title, city, is_home, is_simulated, first_seen_at) values ('simulasi_bppbj', 'tenders', 'Tender', 'Jakarta', true, true, '2026-01-01');
insert into tender_release by name select 'simulasi_bppbj' as source, 'ocds-' || i as tender_id, timestamp '2026-10-31 02:00:00' - to_days(i::integer) as released_at, 'Perbaikan jalan' as title, 'Dinas Bina Marga' as buyer, 'open' as method,
 'works' as category, 'active' as status, 2026 as fiscal_year, 2e9 as value_rp, timestamp '2026-10-01 02:00:00' as notice_at, timestamp '2026-10-12 02:00:00' as closes_at, 1 + i as bidder_n, false as is_retender, 1 as batch from range(3) t(i);
insert into source (source, feed, title, city, is_home, is_simulated, first_seen_at) select 'simulasi_' || f, f, f, 'Jakarta', true, true, '2026-01-01' from (values ('assets'), ('zoning'), ('permits'), ('service_desks'), ('ratings')) v(f);
insert into asset by name select 'simulasi_assets' as source, 'A1' as asset_id, 'Gedung serbaguna' as name, 'gedung' as kind, 'Dinas Sosial' as holder, 'baik' as condition, 5e9 as value_rp, timestamp '2026-10-01' as due_at, 106.8267 as lon, -6.1764 as lat, '31.71.01.1001' as area, 'inside' as place, 1 as batch;
insert into zoning_area by name select 'simulasi_zoning' as source, 'Z1' as zone_id, 'R.1' as code, 'Perumahan' as land_use, st_makeenvelope(106.81, -6.19, 106.83, -6.17) as geom, 106.82 as lon, -6.18 as lat, '31.71.01.1001' as area, 'inside' as place, 1 as batch;
insert into permit by name select 'simulasi_permits' as source, 'IZ1' as permit_id, 'reklame' as kind, timestamp '2026-10-20 03:00:00' as applied_at, timestamp '2026-10-24 03:00:00' as decided_at, 'terbit' as decision, 7.0 as sla_days, timestamp '2026-10-27 03:00:00' as due_at, 106.8267 as lon, -6.1764 as lat, timestamp '2026-10-24 03:00:00' as updated_at, '31.71.01.1001' as area, 'inside' as place, 1 as batch;
insert into service_hour by name select 'simulasi_service_desks' as source, '112' as service, 'telepon' as channel, timestamp '2026-10-31 03:00:00' as hour_at, 40 as asked_n, 38 as answered_n, 8.5 as wait_s, 1 as batch;
insert into rating_day by name select 'simulasi_ratings' as source, timestamp '2026-10-29 17:00:00' as day_at, 'Dinas Bina Marga' as agency, 30 as closed_n, 6 as rated_n, 25.0 as score_sum, '31' as area, 1 as batch;
"""


class Client:
    """GET and POST to the routes, each in an event loop of its own."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app

    def call(self, method: str, path: str, **more: Any) -> httpx.Response:
        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(app=self._app)
            async with httpx.AsyncClient(transport=transport, base_url="http://city.test") as client:
                return await client.request(method, path, **more)

        return asyncio.run(send())

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self.call("GET", path, **more)

    def post(self, path: str, **more: Any) -> httpx.Response:
        return self.call("POST", path, **more)


@dataclass
class Gate:
    """Stands for the loader: keeps what came in, gives the law, or raises what it is told to."""

    came: list[tuple[str, bytes, str, str | None]] = field(default_factory=list)
    error: Exception | None = None

    def receive(self, feed: str, body: bytes, content_type: str, source: str | None) -> dict[str, object]:
        self.came.append((feed, body, content_type, source))
        if self.error:
            raise self.error
        return {
            "feed": feed,
            "batch": 7,
            "read": 3,
            "inserted": 1,
            "updated": 1,
            "duplicate": 0,
            "quarantined": 1,
            "seconds": 0.2,
        }


@pytest.fixture
def gate() -> Gate:
    return Gate()


@pytest.fixture
def moment() -> list[datetime]:
    """What the routes take for now; a test may change its one element."""
    return [NOW]


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answers]:
    """Questions to the small city, for all tests that only read."""
    settings = Settings(var=tmp_path_factory.mktemp("shared") / "var", demo="off", memory="2GB")
    warehouse = Warehouse.own(settings)
    warehouse.here().execute(CITY)
    yield Answers(warehouse)
    warehouse.close()


@pytest.fixture
def client(shared: Answers, settings: Settings, gate: Gate, moment: list[datetime]) -> Client:
    """A client of a fresh application over the shared city."""
    return connect(shared, settings, gate, moment)


@pytest.fixture
def city(answers: Answers) -> Warehouse:
    """A warehouse with the small city in it that the test may change."""
    answers.warehouse.here().execute(CITY)
    return answers.warehouse


@pytest.fixture
def own_client(
    city: Warehouse, answers: Answers, settings: Settings, gate: Gate, moment: list[datetime]
) -> Client:
    """A client of that city."""
    return connect(answers, settings, gate, moment)


def connect(answers: Answers, settings: Settings, gate: Gate, moment: list[datetime]) -> Client:
    """A client of a fresh application."""
    app = FastAPI()
    app.include_router(routes(answers, settings, gate.receive, lambda: moment[0]))
    return Client(app)
