-- A stop whose last predicted moment lies between the snapshot before and this one has been left then, when that prediction was
-- at most two minutes old. The last stop of a trip is left out: nobody waits there.
insert into stop_passage (source, kind, route_id, direction_id, stop_id, stop_sequence, trip_id, start_on, vehicle_id, passed_at, is_seen, late_s, batch)
with sent as (select to_timestamp(previous_s)::timestamp as from_at, to_timestamp(header_s)::timestamp as until_at,
                     coalesce(schedule_source, $source) as schedule from rt_header where kind = 'trip_update'),
ended as (
    select u.*, coalesce(u.departure_at, u.arrival_at) as left_at
    from trip_update u, sent s
    where u.source = $source and u.route_id is not null and u.stop_id is not null and u.relationship not in ('CANCELED', 'DELETED', 'SKIPPED', 'NO_DATA')
      and coalesce(u.departure_at, u.arrival_at) > s.from_at and coalesce(u.departure_at, u.arrival_at) <= s.until_at
      and u.updated_at >= coalesce(u.departure_at, u.arrival_at) - interval 2 minute
),
lasts as (select t.trip_id, max(t.stop_sequence) as last_seq from transit_stop_time t, sent s
          where t.source = s.schedule and t.trip_id in (select trip_id from ended) group by t.trip_id)
select $source, 'predicted', e.route_id, coalesce(e.direction_id, 0), e.stop_id, e.stop_sequence, e.trip_id, e.start_on, e.vehicle_id, e.left_at, true,
       coalesce(e.departure_delay_s, e.arrival_delay_s), $batch
from ended e left join lasts l on l.trip_id = e.trip_id
where l.last_seq is null or e.stop_sequence is null or e.stop_sequence < l.last_seq;
