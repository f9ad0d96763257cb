-- How long each RW stood under water, as known at as_of (null: now): from the change to a flooded state (2 to 4) to the
-- change to 0. State 1, which cannot tell, neither begins nor ends one. ended_at is null while the water stands.
create or replace macro flood_episodes(as_of) as table
with told as (
    select source, rw, area, changed_at, state > 1 as is_wet, lag(state > 1) over (partition by source, rw order by changed_at) as was_wet
    from flood_area where state <> 1 and (as_of is null or changed_at <= as_of)
),
turns as (from told where is_wet and not coalesce(was_wet, false) or not is_wet and was_wet)
select source, rw, area, changed_at as begun_at, ended_at
from (select *, lead(changed_at) over (partition by source, rw order by changed_at) as ended_at from turns)
where is_wet;
