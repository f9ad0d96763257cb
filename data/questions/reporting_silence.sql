-- How readily an event is reported a second time, by area of a level: second reports after first ones of the same
-- category within the reach and a day (after Liu and Garg 2022: the rate of duplicates tells how willing people are to
-- report, without knowing what happened). What lies there by chance is taken off: the mean of the seven days before.
-- A first report has none before it within the day, and is at least a day old. lo, hi: 95 % of the Poisson count of second
-- reports by Byar's approximation (Breslow and Day 1987), less the same chance.
with reported as materialized (
    select *, hash(kind, floor(lat * 110574 / (4 * $sunyi_reach_m))::bigint, floor(lon * 110662 / (4 * $sunyi_reach_m))::bigint, t // (32 * 86400)) as cell,
           t >= epoch($moment::timestamp) - $sunyi_days * 86400 and t <= epoch($moment::timestamp) - $sunyi_seconds as is_judged
    from (select hash(source, report_id) as id, hash(source, category) as kind, area, lon, lat, epoch(created_at)::bigint as t
          from reports_since($as_of, $moment::timestamp - to_days($sunyi_days::integer + 8))
          where lon is not null and is_of_source(source, $source) and created_at < $moment)
),
-- Cells are four reaches wide and 32 days long, so that the disc and the days of a report touch two of them at most each
-- way, and mostly one. Report, kind and cell are one number each (64 bits of a hash), so that half a million meet quickly.
edges as (
    select id, kind, lon, lat, t,
           floor((lat * 110574 - $sunyi_reach_m - 1) / (4 * $sunyi_reach_m))::bigint as y0, floor((lat * 110574 + $sunyi_reach_m + 1) / (4 * $sunyi_reach_m))::bigint as y1,
           floor((lon - ($sunyi_reach_m + 1) / (111320 * cos(radians(lat)))) * 110662 / (4 * $sunyi_reach_m))::bigint as x0,
           floor((lon + ($sunyi_reach_m + 1) / (111320 * cos(radians(lat)))) * 110662 / (4 * $sunyi_reach_m))::bigint as x1,
           (t - 8 * 86400) // (32 * 86400) as t0, (t + $sunyi_seconds::bigint) // (32 * 86400) as t1
    from reported where is_judged
),
discs as (
    select id, kind, lon, lat, t, hash(kind, y0 + dy, x0 + dx, t0 + dt) as cell
    from edges, (from (values (0), (1)) y(dy), (values (0), (1)) x(dx), (values (0), (1)) s(dt)) near
    where y0 + dy <= y1 and x0 + dx <= x1 and t0 + dt <= t1
),
near as (
    select d.id, count(*) filter (o.t between d.t - $sunyi_seconds and d.t - 1 or (o.t = d.t and o.id < d.id)) as before_n,
           count(*) filter (o.t between d.t + 1 and d.t + $sunyi_seconds or (o.t = d.t and o.id > d.id)) as second_n,
           count(*) filter (o.t < d.t - 86400 and o.t >= d.t - 8 * 86400) / 7.0 as chance_n
    from discs d join reported o on o.cell = d.cell and o.kind = d.kind
    where o.id <> d.id and o.t between d.t - 8 * 86400 and d.t + $sunyi_seconds and round(metres_between(d.lon, d.lat, o.lon, o.lat), 3) <= $sunyi_reach_m
    group by d.id
),
firsts as (
    select left(r.area, $code_len) as code, coalesce(n.second_n, 0) as second_n, coalesce(n.chance_n, 0) * $sunyi_seconds / 86400 as chance_n
    from reported r left join near n on n.id = r.id
    where r.area is not null and coalesce(n.before_n, 0) = 0 and r.is_judged
),
city as (select count(*) as n, sum(second_n) as second_n, sum(chance_n) as chance_n from firsts),
units as (select code, count(*) as n, sum(second_n) as second_n, sum(chance_n) as chance_n from firsts group by code),
bands as (
    select u.code, u.n, u.second_n, u.chance_n, 100 * greatest(0, u.second_n - u.chance_n) / u.n as per_100,
           case when u.second_n = 0 then 0 else u.second_n * pow(greatest(0, 1 - 1 / (9.0 * u.second_n) - 1.959963984540054 / (3 * sqrt(u.second_n))), 3) end as lo,
           (u.second_n + 1) * pow(1 - 1 / (9.0 * (u.second_n + 1)) + 1.959963984540054 / (3 * sqrt(u.second_n + 1)), 3) as hi,
           100 * greatest(0, c.second_n - c.chance_n) / c.n as city_per_100
    from units u, city c
)
select a.code, a.name, coalesce(b.n, 0) as n, coalesce(b.second_n, 0)::bigint as second_n, coalesce(b.chance_n, 0)::double as chance_n, b.per_100::double as per_100,
       (100 * greatest(0, b.lo - b.chance_n) / b.n)::double as lo_per_100, (100 * greatest(0, b.hi - b.chance_n) / b.n)::double as hi_per_100, b.city_per_100::double as city_per_100,
       case when b.n is null then 'kosong' when b.n * b.city_per_100 / 100 < $sunyi_least then 'sedikit'
            when 100 * (b.hi - b.chance_n) / b.n < b.city_per_100 then 'sunyi' when 100 * (b.lo - b.chance_n) / b.n > b.city_per_100 then 'ramai' else 'tidak berbeda' end as verdict
from area a left join bands b on b.code = a.code
where a.level = $level and starts_with(a.code, $area)
order by case verdict when 'sunyi' then 0 when 'tidak berbeda' then 1 when 'ramai' then 2 when 'sedikit' then 3 else 4 end, per_100, a.code;
