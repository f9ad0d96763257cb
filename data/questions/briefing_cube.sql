-- The reports opened in the period by area (code of $code_len characters), category and agency: how many, how many are
-- open, and of those that fell due by the moment how many were not closed in time (open ones are misses).
select coalesce(left(area, $code_len), 'tidak_diketahui') as area, category, coalesce(agency, 'tidak_diketahui') as agency,
       count(*) as n, count(*) filter (status = 'open') as open_n,
       count(*) filter (sla_due_at <= $moment) as due_n,
       count(*) filter (sla_due_at <= $moment and not coalesce(first_closed_at <= sla_due_at, false)) as late_n
from reports_asked($as_of, $area, $since, $until, $sources, $narrow, $status)
group by all
order by all;
