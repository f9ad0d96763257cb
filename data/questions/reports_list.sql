-- Newest first, one page. What is private keeps neither its words nor its exact place: 100 m, and the kecamatan.
select source, report_id, created_at, updated_at, category, case when not is_hidden then category_raw end as category_raw,
       agency, channel, case when not is_hidden then description end as description,
       case when is_hidden then round(lon, 3) else lon end as lon,
       case when is_hidden then round(lat, 3) else lat end as lat,
       case when is_hidden then left(area, 8) else area end as area,
       place, sla_due_at, is_hidden as is_private, stage, status, outcome,
       first_action_at, first_closed_at, last_closed_at, refused_n,
       status = 'open' and coalesce(sla_due_at < $moment, false) as is_late
from (select *, is_hidden(is_private, category, $sensitive) as is_hidden from reports_asked($as_of, $area, $since, $until, $sources, $narrow, $status))
where $after_created_at is null or (created_at, source, report_id) < ($after_created_at::timestamp, $after_source::varchar, $after_report_id::varchar)
order by created_at desc, source desc, report_id desc
limit $rows;
