-- Every reading of a corridor with the time of the free road: at the 85th percentile of the speeds of the nights (22 to 5
-- o'clock, 12 readings at least) among the readings that are kept, which is the 15th of the times. is_peak: a peak hour of a working day.
create or replace macro corridor_readings(moment) as table
with read as (
    select source, corridor_id, seen_at, name, from_name, to_name, length_m, time_s, usual_s,
           (seen_at + interval 7 hour)::date as day_on, hour(seen_at + interval 7 hour) + minute(seen_at + interval 7 hour) / 60 as clock_h
    from corridor_time where seen_at <= moment
),
free as (
    select source, corridor_id, quantile_cont(time_s / length_m, 0.15) as s_per_m
    from read where clock_h >= 22 or clock_h < 5
    group by source, corridor_id having count(*) >= 12
)
select r.source, null::varchar as area, r.corridor_id, r.name, r.from_name, r.to_name, r.seen_at, r.length_m, r.time_s, r.usual_s,
       f.s_per_m * r.length_m as free_s,
       isodow(r.day_on) < 6 and r.day_on not in (select day from holiday) and exists (from peak_hour p where r.clock_h >= p.from_h and r.clock_h < p.to_h) as is_peak
from read r left join free f on f.source = r.source and f.corridor_id = r.corridor_id;
