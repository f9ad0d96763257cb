"""Budget, tenders and more of a filled city: every value chosen by hand."""

from __future__ import annotations

FILL = (
    """insert into source by name select *, null as title, 'Jakarta' as city, true as is_home, true as is_simulated, $now as first_seen_at
       from (values ('simulasi_bpkd', 'budget'), ('simulasi_bppbj', 'tenders'), ('simulasi_bpad', 'assets'), ('simulasi_citata', 'zoning'), ('simulasi_ptsp', 'permits'), ('simulasi_layanan', 'service_desks'), ('simulasi_penilaian', 'ratings')) v(source, feed)""",
    # Two agencies: one paid what was planned, the other half of it. Revenue a tenth above its schedule.
    """insert into budget_line by name
       with months as (select (1 + i)::integer as month, make_timestamp(year($now), 1 + i, 1, 0, 0, 0) - interval 7 hour as begins from range(12) t(i)),
       payers as (from (values ('1.01', 'Dinas Satu', 'Belanja', 'belanja', 1.0), ('1.02', 'Dinas Dua', 'Belanja', 'belanja', 0.5), ('1.03', 'Bapenda', 'Pajak', 'pendapatan', 1.1)) v(agency_code, agency, activity, kind, pace))
       select 'simulasi_bpkd' as source, 'K' || agency_code || month as line_id, 'kas' as phase, kind, year($now) as fiscal_year, month, begins as booked_at, agency_code, agency, activity, 1e9 as amount_rp, 1 as batch from months, payers
       union all by name
       select 'simulasi_bpkd' as source, 'S' || agency_code || month as line_id, 'realisasi' as phase, kind, year($now) as fiscal_year, month, begins + interval 1 hour as booked_at, agency_code, agency, activity, pace * 1e9 as amount_rp, 1 as batch
       from months, payers where begins < $now
       union all by name
       select 'simulasi_bpkd' as source, 'A' || agency_code as line_id, 'apbd' as phase, kind, year($now) as fiscal_year, null as month, begins as booked_at, agency_code, agency, activity, 12e9 as amount_rp, 1 as batch from months, payers where month = 1
       union all by name
       select 'simulasi_bpkd' as source, d.line_id, d.phase, 'belanja' as kind, year($now) as fiscal_year, null as month, make_timestamp(year($now), 1, 1, 0, 0, 0) as booked_at, '1.01' as agency_code, 'Dinas Satu' as agency,
              'Kegiatan ' || d.line_id as activity, d.amount_rp, 1 as batch
       from (values ('R1', 'rancangan_pemprov', 5e9), ('R1', 'rancangan_dprd', 3e9), ('R2', 'rancangan_dprd', 1e9), ('R3', 'rancangan_pemprov', 2e9), ('R3', 'rancangan_dprd', 0.0)) d(line_id, phase, amount_rp)""",
    # Forty notices of twelve days for bids and more; every tenth closes early, every fifth has one bidder, the last five are still open.
    """insert into tender_release by name
       select 'simulasi_bppbj' as source, 'T' || i as tender_id, $now - to_hours(6 + 20 * i) + interval 1 hour as released_at, 'Paket ' || i as title, ['Dinas Satu', 'Dinas Dua'][1 + i % 2] as buyer, 'open' as method,
              ['goods', 'works'][1 + i % 2] as category, 'active' as status, year($now) as fiscal_year, 1e9 as value_rp, $now - to_hours(6 + 20 * i) - to_days(case when i % 10 = 0 then 9 else 20 end) as notice_at,
              $now - to_hours(6 + 20 * i) as closes_at, case when i >= 5 then $now - to_hours(2 * i) end as signed_at, case when i % 5 = 0 then 1 else 3 end as bidder_n, i = 7 as is_lowest_out,
              case when i % 5 > 0 then 0.05 + i / 1000 end as gap_share, 'P' || i % 25 as supplier, '["K' || i % 3 || '"]' as item_classes, false as is_retender, 1 as batch from range(40) t(i)""",
    # Around Kebon Jeruk: three assets, the first overdue; a zone; thirty permits of seven days, every third decided a day late, the newest five still open.
    """insert into asset by name
       select 'simulasi_bpad' as source, 'A' || i as asset_id, 'Gedung ' || i as name, 'gedung' as kind, 'Dinas Satu' as holder, ['baik', 'rusak_berat'][1 + i % 2] as condition, 1e9 as value_rp,
              $now - to_days(10 - 20 * i::integer) as due_at, 106.77 as lon, -6.19 as lat, '31.73.05.1001' as area, 'inside' as place, 1 as batch from range(3) t(i)""",
    """insert into zoning_area by name
       select 'simulasi_citata' as source, 'Z1' as zone_id, 'R.1' as code, 'Perumahan' as land_use, st_makeenvelope(106.76, -6.2, 106.78, -6.18) as geom, 106.77 as lon, -6.19 as lat,
              '31.73.05.1001' as area, 'inside' as place, 1 as batch""",
    """insert into permit by name
       select 'simulasi_ptsp' as source, 'I' || i as permit_id, 'reklame' as kind, $now - to_hours(2 + 17 * i) as applied_at, case when i >= 5 then $now - to_hours(2 + 17 * i) + to_hours(case when i % 3 = 0 then 192 else 60 end) end as decided_at,
              case when i >= 5 then 'terbit' end as decision, 7.0 as sla_days, $now - to_hours(2 + 17 * i) + interval 7 day as due_at, 106.77 as lon, -6.19 as lat, $now as updated_at, '31.73.05.1001' as area, 'inside' as place, 1 as batch from range(30) t(i)""",
    """insert into service_hour by name
       select 'simulasi_layanan' as source, s as service, 'telepon' as channel, date_trunc('hour', $now) - to_hours(1 + i) as hour_at, 100 as asked_n, case when s = 'Samsat' then 50 else 95 end as answered_n, 12.0 as wait_s, 1 as batch
       from (values ('112'), ('Samsat')) v(s), range(96) t(i)""",
    """insert into rating_day by name
       select 'simulasi_penilaian' as source, date_trunc('day', $now) - to_days(1 + i::integer) as day_at, a as agency, 100 as closed_n, n as rated_n, 4.0 * n as score_sum, '31.73.05.1001' as area, 1 as batch
       from (values ('Dinas Satu', 20), ('Dinas Dua', 3)) v(a, n), range(20) t(i)""",
    """insert into batch by name
       select 100 + n as batch, feed, source, 'berkas.csv' as origin, 'x' as sha256, 1 as bytes, 'm' as mapping, 'loaded' as state, 10 as read_rows, 10 as inserted, 0 as updated, 0 as duplicate, 0 as quarantined,
              '{}' as tables, '[]' as notices, $now - interval 1 hour as newest_event_at, 'f' as fingerprint, $now - interval 1 minute as started_at, $now - interval 50 second as finished_at, 0.4 as seconds
       from (values (1, 'budget', 'simulasi_bpkd'), (2, 'tenders', 'simulasi_bppbj'), (3, 'assets', 'simulasi_bpad'), (4, 'zoning', 'simulasi_citata'), (5, 'permits', 'simulasi_ptsp'), (6, 'service_desks', 'simulasi_layanan'), (7, 'ratings', 'simulasi_penilaian')) v(n, feed, source)""",
)  # fmt: skip
