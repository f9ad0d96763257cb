-- When the oldest report of a page was opened: the narrow question that lets the wide one read no more than its page.
select min(created_at) as edge_at
from (select created_at
      from reports_asked($as_of, $area, $since, $until, $sources, $narrow, $status)
      where (not $only_late or status = 'open' and sla_due_at < $moment) and (not $only_placed or lon is not null and lat is not null)
        and ($after_created_at is null or (created_at, source, report_id) < ($after_created_at::timestamp, $after_source::varchar, $after_report_id::varchar))
      order by created_at desc
      limit $rows);
