-- Facilities of a kind (null: every kind that is a place). One without a point of its own stands at the label point of
-- its area, and says so.
select f.source, f.facility_id, f.kind, k.group_id, k.title_id as kind_id, k.title_en as kind_en, f.kind_raw, f.name, f.address, f.status, f.note,
       coalesce(f.lon, a.lon) as lon, coalesce(f.lat, a.lat) as lat, f.lon is null and a.lon is not null as is_approximate, f.area, a.name as area_name, f.place
from facility f
join facility_kind k on k.kind = f.kind
left join area a on a.code = f.area
where ($kind is null and k.is_place or f.kind = $kind) and lies_in(f.area, $area) and is_of_source(f.source, $sources)
order by k.rank, f.name nulls last, f.source, f.facility_id;
