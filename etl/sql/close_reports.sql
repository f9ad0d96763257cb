-- A source without a stage log tells one event: the closing. It could be known from the moment it happened.
insert into report_event (source, report_id, event_at, known_at, stage, actor, agency, officer, outcome, batch)
select $source, t.report_id, t._closed_at, t._closed_at, 'selesai', 'officer', t.agency, null, 'resolved', $batch
from touched t
where t._closed_at is not null
  and not exists (select 1 from report_event e
                  where e.source = $source and e.report_id = t.report_id and e.stage = 'selesai' and e.event_at = t._closed_at);
