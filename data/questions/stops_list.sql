-- Stops of the schedules with the area that they lie in and the number of routes that call there.
with calls as (
    select s.source, s.stop_id, count(distinct t.route_id) as routes
    from transit_stop_time s join transit_trip t on t.source = s.source and t.trip_id = s.trip_id
    group by s.source, s.stop_id)
select p.source, p.stop_id, p.stop_code, p.stop_name, p.lon, p.lat, p.area, a.name as area_name, p.location_type,
       p.parent_station, p.wheelchair_boarding, coalesce(c.routes, 0) as routes
from transit_stop p
left join calls c on c.source = p.source and c.stop_id = p.stop_id
left join area a on a.code = p.area
where is_of_source(p.source, $sources) and lies_in(p.area, $area)
order by p.source, p.stop_id;
