-- Reports as the city knew them at as_of (null: now). The newest state is stored with the report; an earlier one is
-- derived from the log by what was known then, so both readings have the same columns.
create or replace macro reports(as_of) as table
select r.* exclude (stage, status, outcome, first_action_at, first_closed_at, last_closed_at, refused_n),
       r.stage, r.status, r.outcome, r.first_action_at, r.first_closed_at, r.last_closed_at, r.refused_n
from report r
where as_of is null
union all
select r.* exclude (stage, status, outcome, first_action_at, first_closed_at, last_closed_at, refused_n),
       coalesce(e.stage, 'menunggu'), coalesce(e.status, 'open'), e.outcome,
       e.first_action_at, e.first_closed_at, e.last_closed_at, coalesce(e.refused_n, 0)
from report r
left join report_states((select as_of)) e on e.source = r.source and e.report_id = r.report_id
where as_of is not null and r.created_at <= as_of;
