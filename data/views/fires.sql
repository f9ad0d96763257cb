-- Fire calls as the city knew them at as_of (null: now). waited_min is minutes from call to arrival: by the clocks, or
-- as the source states it where it keeps no clocks; null while nobody has arrived.
create or replace macro fires(as_of) as table
select f.* exclude (departed_at, arrived_at, cleared_at, response_min),
       case when as_of is null or f.departed_at <= as_of then f.departed_at end as departed_at,
       case when as_of is null or f.arrived_at <= as_of then f.arrived_at end as arrived_at,
       case when as_of is null or f.cleared_at <= as_of then f.cleared_at end as cleared_at,
       case when as_of is null or coalesce(f.arrived_at, f.called_at + to_seconds(f.response_min * 60)) <= as_of
            then coalesce(date_diff('second', f.called_at, f.arrived_at) / 60, f.response_min) end as waited_min
from fire_call f
where as_of is null or f.called_at <= as_of;
