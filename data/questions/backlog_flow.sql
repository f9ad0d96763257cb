-- By week (from Monday, Jakarta): opened, closed, and how many were open when it ended. A report counts as closed in the
-- week of its last closing, so that opened - closed of all weeks is the backlog of the moment.
with asked as (
    select created_at, case when status = 'closed' then last_closed_at end as closed_at
    from reports_by_end($as_of, $since)
    where created_at < $until and lies_in(area, $area) and is_of_source(source, $sources) and is_asked_for(category, agency, channel, $narrow) and ($status is null or status = $status)
),
days as (
    select (created_at + interval 7 hour)::date as day_on, 1 as opened, 0 as closed from asked
    union all
    select (closed_at + interval 7 hour)::date, 0, 1 from asked where closed_at is not null
),
weeks as (
    select day_on - ((day_on - date '1970-01-05') % 7)::integer as week_on, sum(opened)::bigint as opened, sum(closed)::bigint as closed
    from days group by week_on
),
every as (
    select unnest(range(min(week_on)::timestamp, ($moment::timestamp + interval 7 hour), interval 7 day))::date as week_on from weeks
),
counted as (
    select e.week_on, coalesce(w.opened, 0) as opened, coalesce(w.closed, 0) as closed,
           sum(coalesce(w.opened, 0) - coalesce(w.closed, 0)) over (order by e.week_on)::bigint as open_end
    from every e left join weeks w on w.week_on = e.week_on
)
select week_on, opened, closed, opened - closed as net, open_end,
       week_on + 7 <= ($moment::timestamp + interval 7 hour)::date as is_whole
from counted where week_on >= $first_on::date
order by week_on;
