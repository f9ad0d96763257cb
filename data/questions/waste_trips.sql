-- Waste pick-up by area, day or collection point. done_pct: a trip beyond the plan does not make up for one that was missed.
with asked as (
    select *, case $by when 'area' then left(area, $code_len) when 'day' then day_on::varchar else source || '/' || point_id end as key
    from waste_day
    where day_on >= ($since + interval 7 hour)::date and day_on < ($until + interval 7 hour)::date and updated_at <= $moment and lies_in(area, $area) and is_of_source(source, $sources)
)
select k.key, coalesce(case when $by = 'point' then max(k.name) else any_value(a.name) end, k.key, 'tidak_diketahui') as name, count(distinct (k.source, point_id)) as points_n,
       sum(planned_n)::bigint as planned_n, sum(done_n)::bigint as done_n, 100.0 * sum(least(done_n, planned_n)) / nullif(sum(planned_n), 0) as done_pct,
       count(*) filter (done_n = 0 and planned_n > 0) as missed_days_n, sum(tonnes) as tonnes, max(day_on) as newest_on,
       case when $by = 'point' then any_value(k.source) end as source, case when $by = 'point' then any_value(k.area) end as area,
       case when $by = 'point' then any_value(k.lon) end as lon, case when $by = 'point' then any_value(k.lat) end as lat
from asked k left join area a on a.code = k.key
group by k.key order by case when $by = 'day' then k.key end, done_pct nulls last, k.key
limit $most;
