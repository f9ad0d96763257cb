-- Routes of the schedules with their trips, stops, hours of service and headway. A trip in `transit_frequency` is a
-- template that runs again and again: its hours are those of the frequencies, not of its stop times.
with calls as (
    select source, trip_id, count(*) as stops, min(coalesce(departure_s, arrival_s)) as starts_s, max(coalesce(arrival_s, departure_s)) as ends_s
    from transit_stop_time group by source, trip_id),
bands as (
    select source, trip_id, min(start_s) as starts_s, max(end_s) as ends_s, min(headway_s) as least_s, max(headway_s) as most_s
    from transit_frequency group by source, trip_id),
runs as (
    select t.source, t.route_id, count(*) as trips, max(c.stops) as stops, min(coalesce(b.starts_s, c.starts_s)) as first_s,
           max(coalesce(b.ends_s, c.ends_s)) as last_s, min(b.least_s) as headway_min_s, max(b.most_s) as headway_max_s
    from transit_trip t
    left join calls c on c.source = t.source and c.trip_id = t.trip_id
    left join bands b on b.source = t.source and b.trip_id = t.trip_id
    group by t.source, t.route_id)
select r.source, r.route_id, r.route_short_name, r.route_long_name, r.route_desc, r.route_type, r.route_color, r.route_text_color,
       r.service_class, coalesce(n.trips, 0) as trips, n.stops, n.first_s, n.last_s, n.headway_min_s, n.headway_max_s
from transit_route r
left join runs n on n.source = r.source and n.route_id = r.route_id
where is_of_source(r.source, $sources)
order by r.source, r.route_id;
