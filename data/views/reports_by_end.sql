-- reports_since for whoever asks nothing of a report's state but its end: source, report_id, created_at, category, agency, channel, area,
-- is_private, sla_due_at, status, outcome, first_closed_at, last_closed_at. Of a past the log is then put together for the few
-- reports alone that had been closed by then and were heard of again since: the others were open, or are as they are stored.
create or replace macro reports_by_end(as_of, from_at) as table
select source, report_id, created_at, category, agency, channel, area, is_private, sla_due_at, status, outcome, first_closed_at, last_closed_at
from reports_stood(as_of, from_at)
union all
select r.source, r.report_id, r.created_at, r.category, r.agency, r.channel, r.area, r.is_private, r.sla_due_at, coalesce(e.status, 'open'), e.outcome, e.first_closed_at, e.last_closed_at
from reports_heard(as_of, from_at) r
left join reports_told_ended(as_of, from_at, as_of::timestamp + interval 2 day) e on e.source = r.source and e.report_id = r.report_id;
