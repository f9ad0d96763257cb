-- What leaves some stops next (every stop when none is named). Per route and direction by the best that is known: TripUpdates not older than five minutes; else
-- positions not older than five minutes carried on by the timetable's running times; else the timetable alone.
with wanted as (select distinct stop_id from (select unnest(string_split($stops, ',')) as stop_id union all select stop_id from transit_stop where $stops is null)),
told as (select source, max(schedule_source) as schedule from realtime_header group by source),
lasts as (select source, trip_id, max(stop_sequence) as last_seq, min(coalesce(departure_s, arrival_s)) as first_s from transit_stop_time group by source, trip_id),
predicted as (
    select u.source, coalesce(h.schedule, u.source) as schedule, u.route_id, coalesce(u.direction_id, 0) as direction_id, u.trip_id, u.vehicle_id, u.stop_id,
           u.stop_sequence, coalesce(u.departure_at, u.arrival_at) as due_at, coalesce(u.departure_delay_s, u.arrival_delay_s) as delay_s, 1 as rank, u.updated_at as heard_at
    from trip_update u left join told h on h.source = u.source
    where u.stop_id in (from wanted) and is_of_source(u.source, $sources) and u.updated_at between $moment::timestamp - interval 5 minute and $moment::timestamp + interval 1 minute
      and u.relationship not in ('CANCELED', 'DELETED', 'SKIPPED', 'NO_DATA')
    qualify u.updated_at > max(u.updated_at) over (partition by u.source) - interval 1 minute
),
fixes as (
    select p.*, coalesce(h.schedule, p.source) as schedule from vehicle_position p left join told h on h.source = p.source
    where p.seen_at between $moment::timestamp - interval 5 minute and $moment::timestamp + interval 1 minute and is_of_source(p.source, $sources)
    qualify row_number() over (partition by p.source, p.vehicle_id order by p.seen_at desc) = 1
),
-- half a leg is left to a vehicle that is under way to a stop
carried as (
    select f.source, f.schedule, f.route_id, coalesce(f.direction_id, 0) as direction_id, f.trip_id, f.vehicle_id, t.stop_id, t.stop_sequence,
           f.seen_at + to_seconds(coalesce(t.departure_s, t.arrival_s) - coalesce(c.departure_s, c.arrival_s)
             + case when f.stop_status = 'STOPPED_AT' then 0 else coalesce(c.arrival_s - b.departure_s, 0) / 2 end) as due_at,
           null::integer as delay_s, 2 as rank, f.seen_at as heard_at
    from fixes f
    join transit_stop_time t on t.source = f.schedule and t.trip_id = f.trip_id and t.stop_id in (from wanted)
    join transit_stop_time c on c.source = f.schedule and c.trip_id = f.trip_id and c.stop_sequence = f.stop_sequence
    left join transit_stop_time b on b.source = f.schedule and b.trip_id = f.trip_id and b.stop_sequence = f.stop_sequence - 1
    where t.stop_sequence >= f.stop_sequence
),
runs as (
    select v.source, r.route_id, coalesce(r.direction_id, 0) as direction_id, r.trip_id, t.stop_id, t.stop_sequence, v.now_s,
           coalesce(t.departure_s, t.arrival_s) as at_s, coalesce(t.departure_s, t.arrival_s) - l.first_s as offset_s
    from serving($moment::timestamp) v join transit_trip r on r.source = v.source and r.service_id = v.service_id
    join transit_stop_time t on t.source = r.source and t.trip_id = r.trip_id and t.stop_id in (from wanted)
    join lasts l on l.source = r.source and l.trip_id = r.trip_id
    where is_of_source(v.source, $sources)
),
repeated as (
    select r.*, q.start_s, q.end_s, q.headway_s, greatest(0, ceil((r.now_s - r.offset_s - q.start_s) / q.headway_s)) as nth
    from runs r join transit_frequency q on q.source = r.source and q.trip_id = r.trip_id and q.headway_s > 0
    where q.end_s + r.offset_s > r.now_s and q.start_s + r.offset_s < r.now_s + 7200
),
planned as (
    select source, source as schedule, route_id, direction_id, trip_id, null::varchar as vehicle_id, stop_id, stop_sequence,
           $moment::timestamp + to_seconds(start_s + (nth + i) * headway_s + offset_s - now_s) as due_at, null::integer as delay_s, 3 as rank, null::timestamp as heard_at
    from repeated, range(3) s(i) where start_s + (nth + i) * headway_s < end_s
    union all
    select source, source, route_id, direction_id, trip_id, null, stop_id, stop_sequence, $moment::timestamp + to_seconds(at_s - now_s), null, 3, null
    from runs r where at_s >= now_s and at_s < now_s + 7200 and not exists (from transit_frequency q where q.source = r.source and q.trip_id = r.trip_id)
),
all_ways as (from predicted union all by name from carried union all by name from planned),
ahead as (
    select w.* from all_ways w left join lasts l on l.source = w.schedule and l.trip_id = w.trip_id
    where w.due_at >= $moment::timestamp - interval 30 second and w.due_at < $moment::timestamp + interval 2 hour
      and (l.last_seq is null or w.stop_sequence is null or w.stop_sequence < l.last_seq)
),
best as (
    from ahead qualify rank = min(rank) over (partition by schedule, route_id, direction_id, stop_id)
)
select b.source, b.route_id, r.route_short_name, r.route_color, r.service_class, b.direction_id, t.trip_headsign, b.trip_id, b.vehicle_id, b.stop_id, s.stop_name,
       b.due_at, epoch(b.due_at - $moment::timestamp) / 60 as wait_min, b.delay_s, ['prediction', 'position', 'schedule'][b.rank] as method, b.heard_at
from best b
left join transit_route r on r.source = b.schedule and r.route_id = b.route_id
left join transit_trip t on t.source = b.schedule and t.trip_id = b.trip_id
left join transit_stop s on s.source = b.schedule and s.stop_id = b.stop_id
qualify row_number() over (partition by b.schedule, b.route_id, b.direction_id, b.stop_id order by b.due_at, b.trip_id) <= $each
order by b.due_at, b.route_id, b.direction_id, b.stop_id;
