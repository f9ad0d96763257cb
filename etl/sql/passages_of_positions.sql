-- A vehicle that was on its way to (or stood at) a stop and is now beyond it has left that stop between its two fixes: at half
-- time, or spread evenly when it left several. After more than two minutes of silence it must have passed, but nobody saw it.
-- The last stop of a trip is left out: nobody waits there. So are fixes off the shape or outside the region (E028, E029).
insert into stop_passage (source, kind, route_id, direction_id, stop_id, stop_sequence, trip_id, start_on, vehicle_id, passed_at, is_seen, late_s, batch)
with fresh as (
    select * from vehicle_position
    where source = $source and batch = $batch and route_id is not null and stop_sequence is not null and coalesce(len(remarks), 0) = 0
),
before as (
    select * from vehicle_position
    where source = $source and batch <> $batch and seen_at >= (select min(seen_at) - interval 75 minute from fresh)
      and vehicle_id in (select vehicle_id from fresh) and route_id is not null and stop_sequence is not null and coalesce(len(remarks), 0) = 0
    qualify row_number() over (partition by vehicle_id order by seen_at desc) = 1
),
moved as (
    select b.vehicle_id, b.route_id, b.direction_id, b.trip_id, b.start_on, b.stop_id, b.stop_sequence as from_seq, b.seen_at as from_at, f.seen_at as until_at,
           epoch(f.seen_at - b.seen_at) <= 120 as is_seen,
           case when f.trip_id is not distinct from b.trip_id and f.start_on is not distinct from b.start_on and f.stop_sequence > b.stop_sequence then f.stop_sequence end as to_seq
    from fresh f join before b on b.vehicle_id = f.vehicle_id and b.seen_at < f.seen_at
),
calls as (
    select m.*, t.stop_id as called, t.stop_sequence, max(t.stop_sequence) over (partition by m.vehicle_id) as last_seq, t.last_of_trip
    from moved m
    join (select *, max(stop_sequence) over (partition by trip_id) as last_of_trip from transit_stop_time
          where source = (select coalesce(max(schedule_source), $source) from realtime_header where source = $source and kind = 'vehicle')
            and trip_id in (select trip_id from moved)) t
      on t.trip_id = m.trip_id and t.stop_sequence >= m.from_seq and t.stop_sequence < coalesce(m.to_seq, t.last_of_trip)
    -- a vehicle on another trip right away has turned short: what lay ahead of it was not served
    where m.to_seq is not null or not m.is_seen
    union all
    select m.*, m.stop_id, m.from_seq, m.from_seq, null from moved m
    where m.to_seq = m.from_seq + 1 and m.stop_id is not null and not exists (from transit_stop_time t where t.trip_id = m.trip_id)
),
spread as (select *, row_number() over w as nth, count(*) over (partition by vehicle_id) as n from calls where last_of_trip is null or stop_sequence < last_of_trip
           window w as (partition by vehicle_id order by stop_sequence))
select $source, 'observed', route_id, coalesce(direction_id, 0), called, stop_sequence, trip_id, start_on, vehicle_id,
       from_at + to_microseconds(((epoch_us(until_at) - epoch_us(from_at)) * (nth - 0.5) / n)::bigint), is_seen, null, $batch
from spread;
