-- Reports by area of a level: opened, open, late; and of those that fell due, how many were closed in time.
with grouped as (
    select left(area, $code_len) as code, count(*) as n,
           count(*) filter (status = 'open') as open_n,
           count(*) filter (status = 'open' and sla_due_at < $moment) as overdue_n,
           count(*) filter (sla_due_at <= $moment) as due_n,
           count(*) filter (sla_due_at <= $moment and first_closed_at <= sla_due_at) as on_time_n
    from reports_asked($as_of, $area, $since, $until, $sources, $narrow, $status)
    group by code
)
select a.code, a.name, a.population, coalesce(g.n, 0) as n, coalesce(g.open_n, 0) as open_n, coalesce(g.overdue_n, 0) as overdue_n,
       coalesce(g.due_n, 0) as due_n, coalesce(g.on_time_n, 0) as on_time_n
from area a left join grouped g on g.code = a.code
where a.level = $level and starts_with(a.code, $area)
order by a.code;
