-- The JSC Hive by kind or unit: what was offered and used in the period, in the measure of each.
with asked as (
    select *, case $by when 'kind' then kind else kind || '/' || unit end as key, case $by when 'kind' then kind else unit end as name
    from hive_day
    where day_on >= ($since + interval 7 hour)::date and day_on < ($until + interval 7 hour)::date and updated_at <= $moment and is_of_source(source, $sources)
)
select key, name, kind, measure, count(distinct (source, unit)) as units_n, count(*) as days_n, sum(offered) as offered, sum(used) as used,
       100 * sum(used) / nullif(sum(offered) filter (used is not null), 0) as used_pct, max(day_on) as newest_on
from asked
group by key, name, kind, measure
order by case kind when 'ruang' then 1 when 'meja' then 2 when 'acara' then 3 else 4 end, name, measure;
