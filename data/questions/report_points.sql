-- Reports that have a place, as points; private ones on a grid of 100 m.
select case when is_hidden then round(lon, 3) else lon end as lon,
       case when is_hidden then round(lat, 3) else lat end as lat,
       category, is_late, report_id, source, created_at
from (select *, is_hidden(is_private, category, $sensitive) as is_hidden, status = 'open' and coalesce(sla_due_at < $moment, false) as is_late from reports_asked($as_of, $area, $since, $until, $sources, $narrow, $status))
where lon is not null and lat is not null and (is_late or not $only_late)
order by created_at desc, source desc, report_id desc
limit $rows;
