-- Residents with a stop within 500 m by kelurahan and service class, from the GTFS that is loaded. A kelurahan is looked at on a grid
-- of 0.002 degrees (about 220 m); its residents are taken to live evenly over it. Buckets of 0.005 degrees are wider than 500 m here.
with ring as (select code, name, population, geom from area where level = 'kelurahan' and lies_in(code, $area)),
box as (select floor(min(st_xmin(geom)) / 0.002)::bigint as x0, ceil(max(st_xmax(geom)) / 0.002)::bigint as x1, floor(min(st_ymin(geom)) / 0.002)::bigint as y0, ceil(max(st_ymax(geom)) / 0.002)::bigint as y1 from ring),
cells as (select (x + 0.5) * 0.002 as lon, (y + 0.5) * 0.002 as lat from (select unnest(range(x0, x1)) as x, y0, y1 from box) cross join lateral (select unnest(range(y0, y1)) as y)),
points as (select row_number() over () as point_no, c.lon, c.lat, r.code from cells c join ring r on st_contains(r.geom, st_point(c.lon, c.lat))),
classes as (
    select distinct s.source, s.stop_id, r.service_class
    from (select distinct source, trip_id, stop_id from transit_stop_time) s join transit_trip t on t.source = s.source and t.trip_id = s.trip_id
    join transit_route r on r.source = t.source and r.route_id = t.route_id
), stops as (
    select s.lon, s.lat, c.service_class, floor(s.lon / 0.005)::bigint as bx, floor(s.lat / 0.005)::bigint as by
    from transit_stop s join classes c on c.source = s.source and c.stop_id = s.stop_id where s.lon is not null and is_of_source(s.source, $sources)
), near as (
    select distinct p.point_no, p.code, s.service_class
    from (select *, floor(lon / 0.005)::bigint + dx as bx, floor(lat / 0.005)::bigint + dy as by from points, (values (-1), (0), (1)) a(dx), (values (-1), (0), (1)) b(dy)) p
    join stops s on s.bx = p.bx and s.by = p.by
    where metres_between(p.lon, p.lat, s.lon, s.lat) <= 500
), reached as (
    select code, 'all' as service_class, count(distinct point_no) as n from near group by code
    union all select code, service_class, count(*) from near group by code, service_class
), sizes as (select code, count(*) as points_n from points group by code)
select r.code as area, r.name as area_name, r.population, k.service_class, 100.0 * coalesce(n.n, 0) / z.points_n as share_pct, r.population * coalesce(n.n, 0) / z.points_n as residents
from ring r join sizes z on z.code = r.code cross join (select 'all' as service_class union select service_class from stops) k
left join reached n on n.code = r.code and n.service_class = k.service_class
order by r.code, k.service_class;
