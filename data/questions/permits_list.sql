-- Permits asked for in the period, newest first, one page. A decision after the moment is not known yet.
select p.source, p.permit_id, p.kind, p.applied_at, case when p.decided_at <= $moment then p.decided_at end as decided_at, case when p.decided_at <= $moment then p.decision end as decision,
       p.sla_days, p.due_at, p.area
from permit p
where p.applied_at >= $since and p.applied_at < $until and lies_in(p.area, $area) and is_of_source(p.source, $sources)
  and ($after_applied_at is null or (p.applied_at, p.source, p.permit_id) < ($after_applied_at::timestamp, $after_source::varchar, $after_permit_id::varchar))
order by p.applied_at desc, p.source desc, p.permit_id desc
limit $rows;
