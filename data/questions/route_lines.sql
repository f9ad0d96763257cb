-- One line or several for each route of this city: the shape that most trips of a direction follow, else the stops of its longest trip.
with trips as (select * from transit_trip where is_home(source)),
points as (select source, shape_id, count(*) as n from transit_shape group by source, shape_id having count(*) > 1),
ranked as (
    select t.source, t.route_id, t.direction_id, t.shape_id
    from trips t join points p on p.source = t.source and p.shape_id = t.shape_id
    group by t.source, t.route_id, t.direction_id, t.shape_id
    qualify row_number() over (partition by t.source, t.route_id, t.direction_id order by count(*) desc, max(p.n) desc, t.shape_id) = 1),
drawn as (
    select r.source, r.route_id, r.direction_id, s.shape_id as line, s.seq, s.lon, s.lat
    from ranked r join transit_shape s on s.source = r.source and s.shape_id = r.shape_id),
bare as (
    select t.source, t.route_id, t.direction_id, t.trip_id
    from trips t join transit_stop_time s on s.source = t.source and s.trip_id = t.trip_id
    where not exists (select 1 from ranked r where r.source = t.source and r.route_id = t.route_id)
    group by t.source, t.route_id, t.direction_id, t.trip_id having count(*) > 1
    qualify row_number() over (partition by t.source, t.route_id, t.direction_id order by count(*) desc, t.trip_id) = 1),
stopped as (
    select b.source, b.route_id, b.direction_id, b.trip_id as line, s.stop_sequence as seq, p.lon, p.lat
    from bare b join transit_stop_time s on s.source = b.source and s.trip_id = b.trip_id
    join transit_stop p on p.source = s.source and p.stop_id = s.stop_id and p.lon is not null),
lines as (
    select source, route_id, line, st_simplify(st_makeline(list(st_point(lon, lat) order by seq)), 0.00005) as geom
    from (from drawn union all from stopped) group by all having count(*) > 1)
select r.source, r.route_id, st_asgeojson(st_collect(list(l.geom order by l.line)))::varchar as geometry, r.route_color as color, r.service_class,
       r.route_short_name, r.route_long_name
from lines l join transit_route r on r.source = l.source and r.route_id = l.route_id
group by all order by r.source, r.route_id;
