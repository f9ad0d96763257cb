-- Reports as the city knew them at as_of (null: now). The newest state is stored with the report; an earlier one is
-- derived from the log by what was known then, so both readings have the same columns. as_of is a constant when the
-- question is planned, so the branch that is not asked is cut away before anything is read. A source without a log
-- is read by its own clocks: what lies after as_of had not happened yet.
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
left join report_states(as_of) e on e.source = r.source and e.report_id = r.report_id
where as_of is not null and r.created_at <= as_of
  and coalesce(list_contains((select list(distinct source) from report_event), r.source), false)
union all
select r.* exclude (stage, status, outcome, first_action_at, first_closed_at, last_closed_at, refused_n),
       case when r.last_closed_at <= as_of then r.stage when r.first_action_at <= as_of then 'proses' else 'menunggu' end,
       case when r.last_closed_at <= as_of then 'closed' else 'open' end,
       case when r.last_closed_at <= as_of then r.outcome end,
       case when r.first_action_at <= as_of then r.first_action_at end,
       case when r.first_closed_at <= as_of then r.first_closed_at end,
       case when r.last_closed_at <= as_of then r.last_closed_at end,
       r.refused_n
from report r
where as_of is not null and r.created_at <= as_of
  and not coalesce(list_contains((select list(distinct source) from report_event), r.source), false);
