-- One zone, with the permits that were asked for inside it in the period.
with zone as (from zoning_area where source = $zone_source and zone_id = $zone_id),
inside as (
    select p.*, case when p.decided_at <= $moment then p.decided_at end as done_at
    from permit p, zone z
    where p.applied_at >= $since and p.applied_at < $until and p.lon is not null and is_home(p.source) and st_contains(z.geom, st_point(p.lon, p.lat))
),
counted as (
    select count(*) as n, count(*) filter (due_at <= $moment) as matured_n, count(*) filter (due_at <= $moment and done_at <= due_at) as on_time_n,
           count(*) filter (done_at is null) as open_n, count(*) filter (done_at is null and due_at <= $moment) as overdue_n, count(*) filter (decision = 'tolak' and done_at is not null) as refused_n
    from inside
)
select z.source, z.zone_id, z.code, z.land_use, z.lon, z.lat, z.area, a.name as area_name, st_area_spheroid(st_flipcoordinates(z.geom)) / 1e6 as area_km2, c.*
from zone z cross join counted c left join area a on a.code = z.area;
