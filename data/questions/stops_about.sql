-- The stops that a thing stands for: a stop with those of its name within 300 m; those of a route; those in an area; the
-- five nearest within 1 km of a place. metres is the distance from it.
with place as (
    select lon, lat from facility where $kind = 'facility' and facility_id = $id
    union all select lon, lat from transit_stop where $kind = 'stop' and stop_id = $id and is_home(source)
    limit 1
),
own as (select stop_name from transit_stop where $kind = 'stop' and stop_id = $id and is_home(source) limit 1),
near as (
    select s.source, s.stop_id, s.stop_name, s.lon, s.lat, s.area,
           sqrt(((s.lon - p.lon) * 111320 * cos(radians(s.lat))) ** 2 + ((s.lat - p.lat) * 110574) ** 2) as metres
    from transit_stop s left join place p on true
    where is_home(s.source) and coalesce(s.location_type, 0) = 0
),
called as (
    select distinct t.source, t.stop_id from transit_stop_time t join transit_trip r on r.source = t.source and r.trip_id = t.trip_id
    where $kind = 'route' and r.route_id = $id
)
select n.* from near n
where case $kind when 'stop' then n.stop_id = $id or (n.stop_name = (select stop_name from own) and n.metres <= 300)
                 when 'route' then exists (from called c where c.source = n.source and c.stop_id = n.stop_id)
                 when 'area' then coalesce(starts_with(n.area, $id), false)
                 when 'facility' then n.metres <= 1000 else false end
order by n.metres nulls last, n.stop_name, n.stop_id
limit case $kind when 'facility' then 5 when 'area' then 40 else 400 end;
