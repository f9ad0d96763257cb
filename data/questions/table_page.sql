-- The wide columns of the rows named, in the order given. What is private keeps neither words nor place: the kecamatan alone.
with wanted as (select unnest($sources::varchar[]) as source, unnest($ids::varchar[]) as report_id, unnest(range(len($ids::varchar[]))) as no)
select r.source, r.report_id, r.created_at, r.updated_at, r.category, r.agency, r.channel, case when not r.is_hidden then r.description end as description,
       case when r.is_hidden then left(r.area, 8) else r.area end as area, a.name as area_name, r.place, r.sla_due_at, r.is_hidden as is_private, r.stage, r.status, r.outcome,
       r.first_action_at, r.first_closed_at, r.last_closed_at, r.refused_n,
       epoch(case when r.status = 'open' then $moment::timestamp else r.last_closed_at end - r.created_at) / 3600 as age_h,
       epoch(case when r.status = 'open' then $moment::timestamp else coalesce(r.first_closed_at, r.last_closed_at) end - r.sla_due_at) / 3600 as late_h
from wanted w
join reports_asked($as_of, $area, $since, $until, $source, $category, $status) r on r.source = w.source and r.report_id = w.report_id
left join area a on a.code = case when r.is_hidden then left(r.area, 8) else r.area end
order by w.no
