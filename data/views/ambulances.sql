-- Ambulance calls as the city knew them at as_of (null: now). A call of which nobody tells more is lost from sight a day after it.
create or replace macro ambulances(as_of) as table
select c.* exclude (departed_at, on_scene_at, cleared_at, outcome),
       case when as_of is null or c.departed_at <= as_of then c.departed_at end as departed_at,
       case when as_of is null or c.on_scene_at <= as_of then c.on_scene_at end as on_scene_at,
       case when as_of is null or c.cleared_at <= as_of then c.cleared_at end as cleared_at,
       case when as_of is null or c.updated_at <= as_of then c.outcome else 'open' end as outcome,
       case when c.outcome = 'cancelled' and (as_of is null or c.updated_at <= as_of) then c.updated_at else c.called_at + interval 24 hour end as watched_to
from ambulance_call c
where as_of is null or c.called_at <= as_of;
