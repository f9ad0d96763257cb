-- School attendance by area, level of school or day: pupil-days present of pupil-days enrolled.
with asked as (
    select *, case $by when 'area' then left(area, $code_len) when 'day' then day_on::varchar when 'school' then source || '/' || school_id else level end as key
    from attendance_day
    where day_on >= ($since + interval 7 hour)::date and day_on < ($until + interval 7 hour)::date and updated_at <= $moment and lies_in(area, $area) and is_of_source(source, $sources)
)
select k.key, coalesce(case when $by = 'school' then max(k.name) else any_value(a.name) end, k.key, 'tidak_diketahui') as name, count(distinct (k.source, school_id)) as schools_n, count(distinct day_on) as days_n,
       sum(enrolled_n)::bigint as enrolled_n, sum(present_n)::bigint as present_n, 100.0 * sum(present_n) / nullif(sum(enrolled_n), 0) as present_pct, max(day_on) as newest_on,
       case when $by = 'school' then any_value(k.source) end as source, case when $by = 'school' then any_value(k.area) end as area, case when $by = 'school' then any_value(k.level) end as level
from asked k left join area a on a.code = k.key
group by k.key order by case when $by = 'day' then k.key end, present_pct nulls last, k.key
limit $most;
