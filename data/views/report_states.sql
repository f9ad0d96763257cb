-- One row per report that has events known by as_of (null: all): where its log leaves it.
create or replace macro report_states(as_of) as table
select source, report_id,
       arg_max(stage, (event_at, known_at, stage_rank)) as stage,
       case when arg_max(is_final, (event_at, known_at, stage_rank)) then 'closed' else 'open' end as status,
       case when arg_max(is_final, (event_at, known_at, stage_rank)) then coalesce(arg_max(outcome, (event_at, known_at, stage_rank)), 'resolved') end as outcome,
       min(event_at) filter (actor = 'officer') as first_action_at,
       min(event_at) filter (is_final) as first_closed_at,
       case when arg_max(is_final, (event_at, known_at, stage_rank)) then max(event_at) filter (is_final) end as last_closed_at,
       (count(*) filter (stage = 'tl_ditolak'))::integer as refused_n
from (select e.*, s.is_final, s.rank as stage_rank from report_event e join stage s on s.stage = e.stage
      where as_of is null or e.known_at <= as_of)
group by source, report_id;
