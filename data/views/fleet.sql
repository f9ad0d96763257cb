-- Vehicles by source of timetable: due_n that the timetable has on the road at a moment (from frequencies where a trip
-- has them, else trips between their first and last stop; yesterday's service day runs on past midnight), and seen_n
-- that sent a position within the 120 seconds before. Service days are those of the agency's zone.
create or replace macro fleet(on_moment) as table
with spans as (
    select t.source, t.trip_id, v.now_s, min(coalesce(st.departure_s, st.arrival_s)) as first_s,
           max(coalesce(st.arrival_s, st.departure_s)) as last_s
    from serving(on_moment) v join transit_trip t on t.source = v.source and t.service_id = v.service_id
    join transit_stop_time st on st.source = t.source and st.trip_id = t.trip_id
    group by t.source, t.trip_id, v.now_s
),
due as (
    -- departures start, start + headway, … before the end; on the road is one that left less than a running time ago
    select s.source, greatest(0, least(floor((s.now_s - f.start_s) / f.headway_s), ceil((f.end_s - f.start_s) / f.headway_s) - 1)
                               - greatest(0, floor((s.now_s - (s.last_s - s.first_s) - f.start_s) / f.headway_s) + 1) + 1) as n
    from spans s join transit_frequency f on f.source = s.source and f.trip_id = s.trip_id
    where f.headway_s > 0
    union all
    select s.source, 1 from spans s
    where s.now_s >= s.first_s and s.now_s < s.last_s
      and not exists (from transit_frequency f where f.source = s.source and f.trip_id = s.trip_id)
),
planned as (select source, sum(n) as due_n from due group by source),
seen as (
    select source, count(distinct vehicle_id) as seen_n from vehicle_position
    where seen_at > on_moment - interval 120 second and seen_at <= on_moment group by source
)
select coalesce(p.source, s.source) as source, null::varchar as area, coalesce(p.due_n, 0) as due_n, coalesce(s.seen_n, 0) as seen_n
from planned p full join seen s on s.source = p.source;
