-- One report as known at the moment, with where it came from. What is private keeps neither words, picture nor place: the kecamatan alone.
select r.source, r.report_id, r.created_at, r.updated_at, r.category, case when not r.is_hidden then r.category_raw end as category_raw, r.agency, r.channel,
       case when not r.is_hidden then r.description end as description, case when not r.is_hidden then r.lon end as lon, case when not r.is_hidden then r.lat end as lat,
       case when r.is_hidden then left(r.area, 8) else r.area end as area, a.name as area_name, r.place, r.sla_due_at, r.is_hidden as is_private,
       not r.is_hidden and r.photo_hash is not null as has_photo, r.stage, r.status, r.outcome, r.first_action_at, r.first_closed_at, r.last_closed_at, r.refused_n,
       epoch(case when r.status = 'open' then $moment::timestamp else r.last_closed_at end - r.created_at) / 3600 as age_h,
       epoch(case when r.status = 'open' then $moment::timestamp else coalesce(r.first_closed_at, r.last_closed_at) end - r.sla_due_at) / 3600 as late_h,
       s.title as source_title, s.city, s.is_home, s.is_simulated, r.batch, b.origin, b.finished_at as loaded_at
from (select *, is_hidden(is_private, category, $sensitive) as is_hidden from reports_asked($as_of, '31', $since, $until, [$of_source], null, null)) r
left join area a on a.code = case when r.is_hidden then left(r.area, 8) else r.area end
left join source s on s.source = r.source and s.feed = 'citizen_reports'
left join batch b on b.batch = r.batch
where r.report_id = $of_id;
