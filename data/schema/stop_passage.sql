-- When a vehicle left a stop, and how long the stop had waited for it. Appended by the loads of positions, of trip updates
-- and of operators' passage logs; kept longer than the raw positions (etl/housekeeping.py), because it is a thousand times smaller.
create table if not exists stop_passage (
    source varchar not null,
    kind varchar not null,                       -- observed (positions, an operator's log) | predicted (the last word of TripUpdates)
    route_id varchar not null, direction_id integer not null, stop_id varchar not null, stop_sequence integer,
    trip_id varchar, start_on date, vehicle_id varchar,
    passed_at timestamp not null,                -- departure from the stop
    is_seen boolean not null,                    -- false: the vehicle was silent, it must have passed about then
    late_s integer,                              -- against the timetable; null where runs have no times of their own
    schedule varchar,                            -- whose timetable it is held against
    is_timing boolean,                           -- a timing point, or any stop of a trip that names none
    is_peak boolean,                             -- by peak_hour.csv as it stood at the load
    before_at timestamp,                         -- when the vehicle before it left, at most two hours earlier
    headway_s double,                            -- null when it is censored
    planned_s double,                            -- headway that the timetable has at this stop then
    censor varchar,                              -- why there is no headway: first | gap (the feed was silent) | silent (a vehicle was)
    batch bigint not null);
-- Spells in which a whole feed said nothing: a headway across one is not a headway.
create table if not exists realtime_gap (
    source varchar not null, kind varchar not null, from_at timestamp not null, until_at timestamp not null, batch bigint not null);
