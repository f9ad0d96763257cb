-- A source without a stage log says again that a report is open: it was taken up anew when its clock says.
insert into report_event (source, report_id, event_at, known_at, stage, actor, agency, officer, outcome, batch)
select $source, t.report_id, t._reopened_at, t._reopened_at, 'proses', 'officer', t.agency, null, null, $batch
from touched t
join (select report_id, arg_max(stage, event_at) as stage, max(event_at) as event_at from report_event where source = $source group by report_id) e
  on e.report_id = t.report_id and e.event_at < t._reopened_at
where exists (select 1 from stage s where s.stage = e.stage and s.is_final);
