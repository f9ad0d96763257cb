-- How readily an event is reported a second time, by area of a level: second reports after first ones of the same
-- category within the reach and a day (after Liu and Garg 2022: the rate of duplicates tells how willing people are to
-- report, without knowing what happened). What lies there by chance is taken off: the mean of the seven days before.
-- A first report has none before it within the day, and is at least a day old. lo, hi: 95 % of the Poisson count of second
-- reports by Byar's approximation (Breslow and Day 1987), less the same chance. Neighbours are those that the load has found;
-- reports for which they still have to be looked for (report_pair_due) are not counted at all, so that no rate is too low for it.
with reported as (
    select r.source, r.report_id, r.area, r.created_at
    from (select source, report_id, area, lon, created_at from reports_stood($as_of, $moment::timestamp - to_days($sunyi_days::integer + 8))
          union all
          select source, report_id, area, lon, created_at from reports_heard($as_of, $moment::timestamp - to_days($sunyi_days::integer + 8))) r
    anti join report_pair_due d on d.source = r.source and r.created_at between d.from_at and d.to_at
    where lon is not null and is_of_source(source, $sources) and created_at < $moment
),
judged as (
    select left(area, $code_len) as code, count(*) as n from reported
    where area is not null and created_at >= $moment::timestamp - to_days($sunyi_days::integer) and created_at <= $moment::timestamp - to_seconds($sunyi_seconds)
    group by 1
),
-- Neighbours of whom both were known; the branch that is not asked is cut away when the question is planned.
pairs as (
    select p.source, p.report_id, p.created_at, p.area, p.other, p.other_at, p.other_area
    from report_pair p
    anti join report_pair_due d on d.source = p.source and (p.created_at between d.from_at and d.to_at or p.other_at between d.from_at and d.to_at)
    where $as_of is null and created_at >= $moment::timestamp - to_days($sunyi_days::integer + 8) and other_at < $moment and metres <= $sunyi_reach_m
      and is_of_source(source, $sources)
    union all
    select p.source, p.report_id, p.created_at, p.area, p.other, p.other_at, p.other_area
    from report_pair p
    semi join reported a on a.source = p.source and a.report_id = p.report_id
    semi join reported b on b.source = p.source and b.report_id = p.other
    where $as_of is not null and p.metres <= $sunyi_reach_m
),
met as materialized (
    select hash(source, report_id) as id, created_at, left(area, $code_len) as code, hash(source, other) as other, other_at, left(other_area, $code_len) as other_code,
           epoch(other_at) - epoch(created_at) as apart_s
    from pairs
),
later as materialized (select other as id, any_value(other_at) as created_at, any_value(other_code) as code from met where apart_s <= $sunyi_seconds group by other),
counted as (
    select code, created_at, 0 as later_n, 1 as second_n, 0 as chance_n from met anti join later using (id) where apart_s <= $sunyi_seconds
    union all
    select other_code, other_at, 0, 0, 1 from met anti join later on later.id = met.other where apart_s > 86400
    union all
    select code, created_at, 1, 0, 0 from later
),
met_n as (
    select code, sum(later_n) as later_n, sum(second_n) as second_n, sum(chance_n) / 7.0 * $sunyi_seconds / 86400 as chance_n
    from counted
    where code is not null and created_at >= $moment::timestamp - to_days($sunyi_days::integer) and created_at <= $moment::timestamp - to_seconds($sunyi_seconds)
    group by code
),
units as (
    select code, j.n - coalesce(m.later_n, 0) as n, coalesce(m.second_n, 0) as second_n, coalesce(m.chance_n, 0) as chance_n
    from judged j left join met_n m using (code)
),
city as (select sum(n) as n, sum(second_n) as second_n, sum(chance_n) as chance_n from units),
bands as (
    select u.code, u.n, u.second_n, u.chance_n, 100 * greatest(0, u.second_n - u.chance_n) / u.n as per_100,
           case when u.second_n = 0 then 0 else u.second_n * pow(greatest(0, 1 - 1 / (9.0 * u.second_n) - 1.959963984540054 / (3 * sqrt(u.second_n))), 3) end as lo,
           (u.second_n + 1) * pow(1 - 1 / (9.0 * (u.second_n + 1)) + 1.959963984540054 / (3 * sqrt(u.second_n + 1)), 3) as hi,
           100 * greatest(0, c.second_n - c.chance_n) / c.n as city_per_100
    from units u, city c
    where u.n > 0
)
select a.code, a.name, coalesce(b.n, 0)::bigint as n, coalesce(b.second_n, 0)::bigint as second_n, coalesce(b.chance_n, 0)::double as chance_n, b.per_100::double as per_100,
       (100 * greatest(0, b.lo - b.chance_n) / b.n)::double as lo_per_100, (100 * greatest(0, b.hi - b.chance_n) / b.n)::double as hi_per_100, b.city_per_100::double as city_per_100,
       case when b.n is null then 'kosong' when b.n * b.city_per_100 / 100 < $sunyi_least then 'sedikit'
            when 100 * (b.hi - b.chance_n) / b.n < b.city_per_100 then 'sunyi' when 100 * (b.lo - b.chance_n) / b.n > b.city_per_100 then 'ramai' else 'tidak berbeda' end as verdict
from area a left join bands b on b.code = a.code
where a.level = $level and starts_with(a.code, $area)
order by case verdict when 'sunyi' then 0 when 'tidak berbeda' then 1 when 'ramai' then 2 when 'sedikit' then 3 else 4 end, per_100, a.code;
