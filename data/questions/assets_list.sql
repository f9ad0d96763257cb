-- The register, what is most overdue first. overdue_days: since maintenance was due; negative: still ahead; null: no date is told.
select a.source, a.asset_id, a.name, a.kind, a.holder, a.condition, a.value_rp, a.acquired_year, a.maintained_at, a.due_at,
       floor(epoch($moment::timestamp - a.due_at) / 86400) as overdue_days, a.lon, a.lat, a.area, n.name as area_name, a.place
from asset a left join area n on n.code = a.area
where lies_in(a.area, $area) and is_of_source(a.source, $sources)
order by a.due_at nulls last, a.source, a.asset_id;
