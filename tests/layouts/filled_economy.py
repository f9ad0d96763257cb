"""The economy of the filled city: every figure by plain arithmetic."""

from __future__ import annotations

FEEDS = {"payments": "simulasi_jakartaone", "food_prices": "simulasi_pangan", "ecommerce": "simulasi_ecommerce", "enterprises": "simulasi_okoce", "statistics": "simulasi_bps",
         "plate_reads": "simulasi_anpr", "vehicle_tax": "simulasi_samsat", "startups": "simulasi_rintisan", "partner_trips": "simulasi_mitra"}
_PAIRS = ", ".join(f"({n}, '{feed}', '{source}')" for n, (feed, source) in enumerate(FEEDS.items(), 101))
FILL = (
    f"insert into source by name select source, feed, feed as title, 'Jakarta' as city, true as is_home, true as is_simulated, $now as first_seen_at from (values {_PAIRS}) v(n, feed, source)",
    f"""insert into batch by name
       select n as batch, feed, source, 'berkas.csv' as origin, 'x' as sha256, 1 as bytes, 'm' as mapping, 'loaded' as state, 9 as read_rows, 9 as inserted, 0 as updated, 0 as duplicate, 0 as quarantined,
              '{{}}' as tables, '[]' as notices, $now - interval 30 minute as newest_event_at, 'f' as fingerprint, $now - interval 2 minute as started_at, $now - interval 1 minute as finished_at, 0.1 as seconds
       from (values {_PAIRS}) v(n, feed, source)""",
    # 80 of 100 payments of each hour without cash at markets, 95 at transit.
    """insert into payment by name
       select 'simulasi_jakartaone' as source, date_trunc('hour', $now) - to_hours(1 + i) as hour_at, area, kind as place_kind, '' as place_name, method, method <> 'tunai' as is_cashless,
              case when kind = 'pasar' then [80, 20] else [95, 5] end[1 + (method = 'tunai')::integer] as paid_n, paid_n * 10000.0 as value_rp, 101 as batch
       from range(240) t(i), (values ('31.71'), ('31.73.05')) a(area), (values ('pasar'), ('transit')) p(kind), (values ('qris'), ('tunai')) m(method)""",
    # Every staple costs what it always did, but chilli a fifth more on the newest day; garlic is quoted at four markets only.
    """insert into food_price by name
       select 'simulasi_pangan' as source, s.commodity, 'Pasar ' || m as market, ($now + interval 7 hour)::date - d::integer as day_on, day_on - interval 7 hour as day_at,
              (10000 * s.rank + 100 * m) * case when s.commodity = 'cabai_merah' and d = 0 then 1.2 else 1 end as price_rp, '31.71' as area, 102 as batch
       from staple s, range(6) t(m), range(40) u(d) where s.commodity <> 'bawang_putih' or m < 4""",
    """insert into ecommerce by name
       select 'simulasi_ecommerce' as source, p as partner, (date_trunc('month', $now)::date - to_months(i::integer + 1))::date as month_on, month_on + interval 1 month - interval 7 hour as told_at, '31.71' as area,
              c as category, c = 'kriya' as is_suppressed, case when c <> 'kriya' then 40 end as sellers_n, case when c <> 'kriya' then 1000 end as orders_n, case when c <> 'kriya' then 2e9 end as value_rp, 103 as batch
       from (values ('Shopee'), ('Tokopedia')) v(p), (values ('fesyen'), ('kriya')) w(c), range(6) t(i)""",
    # Thirty members in one kelurahan, five in another: of each the third is active, two of three trained, half of these done.
    """insert into enterprise by name
       select 'simulasi_okoce' as source, 'A' || i as enterprise_id, $now - interval 400 day as registered_at, 'mikro' as size, 'Jasa' as category, 'OK OCE' as programme, 'A1' as cohort,
              case when i % 3 > 0 then $now - interval 200 day end as training_started_at, case when i % 3 = 1 then $now - interval 120 day end as training_completed_at,
              case when i % 3 > 0 then $now - interval 100 day end as cohort_ends_at, case when i % 3 = 0 then $now - interval 9 day end as last_active_at, $now as told_at,
              case when i < 30 then '31.73.05.1001' else '31.74.01.1001' end as area, 'inside' as place, 104 as batch from range(35) t(i)""",
    """insert into statistic by name
       select 'simulasi_bps' as source, s as series, a as area, 2020 + i as year, v + i as value, null as unit, 'BPS' as publisher, make_timestamp(2021 + i, 1, 1, 0, 0, 0) as published_at, 105 as batch
       from (values ('tpt', 5.0), ('ipm', 80.0), ('rth', 6.0)) v(s, v), (values ('31'), ('31.73'), ('31.73.05')) b(a), range(6) t(i)""",
    # Yesterday forty vehicles on one road, twelve in arrears, ten reads of fifty failed; four vehicles in a lane.
    """insert into plate_read by name
       select 'simulasi_anpr' as source, 'K1' as camera_id, case when i < 50 then 'Sudirman' else 'Gang Buntu' end as corridor, $now - interval 1 day as read_at,
              case when i between 40 and 49 then '' else md5(i::varchar) end as plate_key, i not between 40 and 49 as is_readable, case when is_readable then true end as is_registered,
              i < 12 or i > 51 as is_due, case when is_due then 1e6 else 0 end as owed_rp, '31.74.01.1001' as area, 'inside' as place, 106 as batch from range(54) t(i)""",
    """insert into vehicle_tax by name select 'simulasi_samsat' as source, md5('r' || i) as plate_key, '2026-11-01' as key_id, 'motor' as kind, date '2026-01-01' as due_on, 1e6 as owed_rp,
       $now as told_at, 106 as batch from range(3) t(i)""",
    """insert into startup by name
       select 'simulasi_rintisan' as source, 'U' || i as startup_id, 'Rintisan ' || i as name, ['ide', 'tumbuh'][1 + i % 2] as level, 'Pangan' as field, '31.73' as area, 2019 as founded, 'JSC Hive' as programme,
              $now - interval 1 day as updated_at, 107 as batch from range(7) t(i)""",
    # Each morning for two days thirty rides one way, and a few the other.
    """insert into partner_trip by name
       select 'simulasi_mitra' as source, 'Gojek' as partner, 'motor' as mode, date_trunc('day', $now) - to_days(i::integer) + interval 1 hour as hour_at, a as area, b as destination, n is null as is_suppressed,
              n as trips_n, 108 as batch from range(2) t(i), (values ('31.73.05', '31.74.01', 30), ('31.74.01', '31.73.05', null)) v(a, b, n)""",
)  # fmt: skip
