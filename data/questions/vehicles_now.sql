-- The newest position of each vehicle that reported within two hours of its source's newest one, known by as_of, with its route.
with newest as (
    select source, vehicle_id, max(seen_at) as seen_at from vehicle_position
    where is_of_source(source, $sources) and ($as_of is null or seen_at <= $as_of::timestamp)
    group by source, vehicle_id),
recent as (from newest qualify seen_at > max(seen_at) over (partition by source) - interval 2 hour),
placed as (select p.* from vehicle_position p join recent n on n.source = p.source and n.vehicle_id = p.vehicle_id and n.seen_at = p.seen_at)
select p.source, p.vehicle_id, p.label, p.route_id, r.route_short_name, r.route_color, r.service_class,
       p.lon, p.lat, p.bearing, p.speed_ms, p.seen_at, p.trip_id, t.trip_headsign, p.direction_id, p.stop_id, p.stop_status,
       p.occupancy, p.remarks
from placed p
left join realtime_header h on h.source = p.source and h.kind = 'vehicle'
left join transit_route r on r.source = coalesce(h.schedule_source, p.source) and r.route_id = p.route_id
left join transit_trip t on t.source = coalesce(h.schedule_source, p.source) and t.trip_id = p.trip_id
where length($area) = 2 or st_contains((select any_value(geom) from area where code = $area and length($area) > 2), st_point(p.lon, p.lat))
order by p.source, p.vehicle_id;
