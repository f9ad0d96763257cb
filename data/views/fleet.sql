-- Vehicles by source of timetable: due_n that the timetable has on the road at a moment (from frequencies where a trip
-- has them, else trips between their first and last stop; yesterday's service day runs on past midnight), and seen_n
-- that sent a position within the 120 seconds before; on_duty_n of those that are due: on a route no more report for the timetable
-- than it has there (a late bus beside the one that relieves it is one too many, and makes up for none that is missing on another
-- route); a vehicle that names no route of the timetable counts for whatever is still open. Service days are those of the agency's zone.
create or replace macro fleet(on_moment) as table
with spans as (
    select t.source, t.trip_id, any_value(t.route_id) as route_id, v.now_s, min(coalesce(st.departure_s, st.arrival_s)) as first_s,
           max(coalesce(st.arrival_s, st.departure_s)) as last_s
    from serving(on_moment) v join transit_trip t on t.source = v.source and t.service_id = v.service_id
    join transit_stop_time st on st.source = t.source and st.trip_id = t.trip_id
    group by t.source, t.trip_id, v.now_s
),
due as (
    -- departures start, start + headway, … before the end; on the road is one that left less than a running time ago
    select s.source, s.route_id, greatest(0, least(floor((s.now_s - f.start_s) / f.headway_s), ceil((f.end_s - f.start_s) / f.headway_s) - 1)
                               - greatest(0, floor((s.now_s - (s.last_s - s.first_s) - f.start_s) / f.headway_s) + 1) + 1) as n
    from spans s join transit_frequency f on f.source = s.source and f.trip_id = s.trip_id
    where f.headway_s > 0
    union all
    select s.source, s.route_id, 1 from spans s
    where s.now_s >= s.first_s and s.now_s < s.last_s
      and not exists (from transit_frequency f where f.source = s.source and f.trip_id = s.trip_id)
),
planned as (select source, route_id, sum(n) as due_n from due group by source, route_id),
newest as (
    select p.source, p.vehicle_id, arg_max(coalesce(p.route_id, t.route_id), p.seen_at) as route_id
    from vehicle_position p left join transit_trip t on t.source = p.source and t.trip_id = p.trip_id
    where p.seen_at > on_moment - interval 120 second and p.seen_at <= on_moment group by p.source, p.vehicle_id
),
seen as (select source, route_id, count(*) as seen_n from newest group by source, route_id),
routes as (
    select coalesce(p.source, s.source) as source, coalesce(p.due_n, 0) as due_n, coalesce(s.seen_n, 0) as seen_n,
           p.source is null and (s.route_id is null or not exists (from transit_route r where r.source = s.source and r.route_id = s.route_id)) as is_unnamed
    from planned p full join seen s on s.source = p.source and s.route_id = p.route_id
)
select source, null::varchar as area, sum(due_n) as due_n, sum(seen_n) as seen_n,
       least(sum(due_n), sum(least(due_n, seen_n)) + coalesce(sum(seen_n) filter (is_unnamed), 0)) as on_duty_n
from routes group by source;
