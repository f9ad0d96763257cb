-- Every report that is open at the moment, however long ago it was opened, by area (code of $code_len characters) and
-- agency: how many, how many are past their deadline, how many by more than 30 days, and the oldest deadline missed.
select coalesce(left(area, $code_len), 'tidak_diketahui') as area, coalesce(agency, 'tidak_diketahui') as agency,
       count(*) as open_n, count(*) filter (sla_due_at < $moment) as overdue_n,
       count(*) filter (sla_due_at < $moment::timestamp - interval 30 day) as over30_n,
       min(sla_due_at) filter (sla_due_at < $moment) as oldest_due_at
from reports_asked($as_of, $area, null, $moment, $sources, $narrow, $status)
where status = 'open' and created_at <= $moment
group by all
order by all;
