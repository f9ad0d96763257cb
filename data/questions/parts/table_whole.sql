-- The rows of `page` (row_no, k, no) in their order, read whole where they lie. What is private keeps neither words nor place: the
-- kecamatan alone.
, whole as (
    select r.*, is_hidden(r.is_private, r.category, $sensitive) as is_hidden, p.no, p.k
    from page p join reports_since($as_of, $since) r on r.row_no = p.row_no
    where r.created_at < $until
)
select r.source, r.report_id, r.created_at, r.updated_at, r.category, r.agency, r.channel, case when not r.is_hidden then r.description end as description,
       case when r.is_hidden then left(r.area, 8) else r.area end as area, a.name as area_name, r.place, r.sla_due_at, r.is_hidden as is_private, r.stage, r.status, r.outcome,
       r.first_action_at, r.first_closed_at, r.last_closed_at, r.refused_n,
       epoch(case when r.status = 'open' then $moment::timestamp else r.last_closed_at end - r.created_at) / 3600 as age_h,
       epoch(case when r.status = 'open' then $moment::timestamp else coalesce(r.first_closed_at, r.last_closed_at) end - r.sla_due_at) / 3600 as late_h, r.k
from whole r
left join area a on a.code = case when r.is_hidden then left(r.area, 8) else r.area end
order by r.no
