-- The newest state of the touched reports, from their log.
update report as r
set stage = s.stage, status = s.status, outcome = s.outcome, first_action_at = s.first_action_at,
    first_closed_at = s.first_closed_at, last_closed_at = s.last_closed_at, refused_n = s.refused_n, known_at = s.known_at
from (select * from report_states(null::timestamp) where source = $source and report_id in (select report_id from touched)) s
where r.source = $source and r.report_id = s.report_id;
