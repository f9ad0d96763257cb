-- Fire and rescue calls as cases with a clock, of the shape of report_cases. of_stage: depart (call to departure) | travel
-- (departure to arrival) | arrive (call to arrival) | work (arrival to the end). of_kind: fire | rescue, without cancelled
-- ones; null: all, where a cancelled call leaves at its end (a competing end). A call of which nobody tells more is lost
-- from sight a day after it, like in fires_open: an archive must not wait for ever. due_at: arrival by response_limit, so a
-- call that nobody reached is late once its minutes are over. A source that keeps no departures has no clock for them.
create or replace macro fire_cases(known_by, asked_at, of_stage, of_kind, in_area, from_at, to_at, of_source) as table
with seen as (
    select *, coalesce(arrived_at, called_at + to_seconds(waited_min * 60)) as there_at
    from fires(known_by)
    where (from_at is null or called_at >= from_at) and (to_at is null or called_at < to_at) and lies_in(area, in_area) and is_of_source(source, of_source)
      and (of_kind is null or outcome = of_kind)
),
found as (
    select source, call_id as id, called_at as created_at, object, cause, area, units, outcome,
           case when of_stage in ('depart', 'arrive') then called_at when of_stage = 'travel' then departed_at else there_at end as began_at,
           case when of_stage = 'depart' then departed_at when of_stage in ('travel', 'arrive') then there_at else cleared_at end as reached_at,
           case when outcome = 'cancelled' then least(coalesce(cleared_at, updated_at), asked_at::timestamp) end as ended_at,
           least(asked_at::timestamp, greatest(called_at, there_at) + interval 24 hour) as watched_to
    from seen
    where of_stage <> 'depart' or departed_at is not null or there_at is null
)
select source, id, created_at, object, cause, area, units, outcome, 0 as refused_n, reached_at is not null as is_event,
       reached_at is null and ended_at is null as is_open, reached_at is null and ended_at is not null as is_competing, reached_at as done_at,
       case when of_stage = 'arrive' and outcome <> 'cancelled' then created_at + to_seconds(60 * (
           select minutes from response_limit where subject = 'fire' and stage = 'arrive'
           and (valid_from is null or valid_from <= asked_at::date) and (valid_to is null or valid_to > asked_at::date))) end as due_at,
       (greatest(0, epoch_us(coalesce(reached_at, ended_at, watched_to)) - epoch_us(began_at)) // 1000000)::bigint as t
from found where began_at is not null;
