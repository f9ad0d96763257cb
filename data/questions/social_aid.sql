-- Social aid of the months that the period touches, by programme, month, or area of $code_len signs.
with asked as (
    select *, case $by when 'area' then left(area, $code_len) when 'month' then strftime(month_on, '%Y-%m') else programme end as key
    from social_aid
    where last_day(month_on) >= ($since + interval 7 hour)::date and month_on < ($until + interval 7 hour)::date
      and updated_at <= $moment and lies_in(area, $area) and is_of_source(source, $sources)
)
select k.key, coalesce(a.name, k.key) as name, sum(planned_n)::bigint as planned_n, sum(paid_n)::bigint as paid_n, sum(reached_n)::bigint as reached_n, sum(late_n)::bigint as late_n,
       sum(planned_rp) as planned_rp, sum(paid_rp) as paid_rp, 100.0 * sum(reached_n) / nullif(sum(planned_n), 0) as reached_pct,
       100.0 * sum(late_n) / nullif(sum(paid_n), 0) as late_pct, min(month_on) as from_on, max(month_on) as to_on
from asked k left join area a on a.code = k.key
group by k.key, a.name order by case when $by = 'month' then k.key end, sum(planned_n) - sum(reached_n) desc, k.key;
