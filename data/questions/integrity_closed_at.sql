-- When a report was last closed, and what it is about.
select source, report_id, category, agency, area, created_at, last_closed_at as closed_at, status, outcome, refused_n,
       is_hidden(is_private, category, $sensitive) as is_hidden
from report where source = $source and report_id = $report_id;
