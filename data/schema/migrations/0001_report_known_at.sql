alter table report add column if not exists known_at timestamp;
update report set known_at = e.known_at
from (select source, report_id, max(known_at) as known_at from report_event group by source, report_id) e
where e.source = report.source and e.report_id = report.report_id;
