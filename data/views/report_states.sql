-- Where a log leaves a report: one row per report of the events given. Only what an officer did counts as a first action:
-- receipts that a machine sends do not, nor does waiting.
-- report_states(known_by): of all events known by a moment (null: all).
create or replace macro report_states(known_by) as table
select source, report_id, last.stage as stage,
       case when last.is_final then 'closed' else 'open' end as status,
       case when last.is_final then coalesce(last.outcome, 'resolved') end as outcome,
       first_action_at, first_closed_at,
       case when last.is_final then last_final_at end as last_closed_at, refused_n, known_at
from (select e.source, e.report_id,
             arg_max({'stage': e.stage, 'is_final': s.is_final, 'outcome': e.outcome}, (e.event_at, e.known_at, s.rank)) as last,
             min(e.event_at) filter (e.actor = 'officer' and e.stage <> 'menunggu') as first_action_at,
             min(e.event_at) filter (s.is_final) as first_closed_at,
             max(e.event_at) filter (s.is_final) as last_final_at,
             (count(*) filter (e.stage = 'tl_ditolak'))::integer as refused_n, max(e.known_at) as known_at
      from report_event e join stage s on s.stage = e.stage
      where known_by is null or e.known_at <= known_by
      group by e.source, e.report_id);
