-- Opened and closed on each day of the period, by the Jakarta calendar. Every day has a row.
with known as (
    select created_at, last_closed_at
    from reports_asked($as_of, $area, null, $until, $sources, $narrow, $status)
    where created_at >= $since or last_closed_at >= $since
),
opened as (
    select (created_at + interval 7 hour)::date as day_on, count(*) as n from known where created_at >= $since group by day_on
),
closed as (
    select (last_closed_at + interval 7 hour)::date as day_on, count(*) as n from known
    where last_closed_at >= $since and last_closed_at < $until group by day_on
),
days as (
    select unnest(range(date_trunc('day', $since::timestamp + interval 7 hour), $until::timestamp + interval 7 hour, interval 1 day))::date as day_on
    where exists (from known)
)
select d.day_on, coalesce(o.n, 0) as opened, coalesce(c.n, 0) as closed
from days d left join opened o on o.day_on = d.day_on left join closed c on c.day_on = d.day_on
order by d.day_on;
