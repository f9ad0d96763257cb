-- Every report opened within [since, until), oldest first, without its words; of a hidden one the kecamatan alone.
select r.source, r.report_id, r.created_at, r.category, r.agency, case when r.is_hidden then left(r.area, 8) else r.area end as area,
       coalesce(a.name, case when r.is_hidden then left(r.area, 8) else r.area end) as area_name, r.status, r.outcome, r.first_action_at, r.last_closed_at
from (select *, is_hidden(is_private, category, $sensitive) as is_hidden from reports_asked($as_of, $area, $since, $until, $sources, null, null)) r
left join area a on a.code = case when r.is_hidden then left(r.area, 8) else r.area end
where r.created_at <= $moment
order by r.created_at, r.source, r.report_id;
