-- The part of reports_since that the log tells: reports about which something new became known after as_of, as they stood then.
-- ended_by (null: all): only reports that may have been closed before it. Whoever was has its first closing before it in today's state as
-- well, and before as_of, but for clocks that ran ahead: few of those that changed since. The log need not be put together for the others.
create or replace macro reports_told_ended(as_of, from_at, ended_by) as table
with changed as materialized (
    select source, report_id from report
    where as_of is not null and ended_by is null and known_at > as_of and created_at <= as_of and (from_at is null or created_at >= from_at)
    union all
    select source, report_id from report
    where as_of is not null and ended_by is not null and known_at > as_of and created_at <= as_of and (from_at is null or created_at >= from_at)
      and first_closed_at < ended_by and first_closed_at <= as_of
    union all
    select source, report_id from report
    where as_of is not null and ended_by is not null and known_at > as_of and created_at <= as_of and (from_at is null or created_at >= from_at)
      and first_closed_at < ended_by and first_closed_at > as_of
      and (source, report_id) in (select (source, report_id) from report_event where known_at <= as_of and event_at > as_of and event_at <= as_of::timestamp + interval 1 day)
),
earlier as materialized (
    select source, report_id, coalesce(last.stage, 'menunggu') as stage, first_action_at, first_closed_at, refused_n,
           case when last.is_final then 'closed' else 'open' end as status,
           case when last.is_final then coalesce(last.outcome, 'resolved') end as outcome,
           case when last.is_final then last_final_at end as last_closed_at, last is not null as is_known, received_at, receipt_known_at
    from (select e.source, e.report_id,
                 arg_max({'stage': e.stage, 'is_final': s.is_final, 'outcome': e.outcome}, (e.event_at, e.known_at, s.rank)) filter (e.known_at <= as_of) as last,
                 min(e.event_at) filter (e.known_at <= as_of and e.actor = 'officer' and e.stage <> 'menunggu') as first_action_at,
                 min(e.event_at) filter (e.known_at <= as_of and s.is_final) as first_closed_at,
                 max(e.event_at) filter (e.known_at <= as_of and s.is_final) as last_final_at,
                 (count(*) filter (e.known_at <= as_of and e.stage = 'tl_ditolak'))::integer as refused_n,
                 min(e.event_at) filter (e.known_at > as_of and e.stage = 'menunggu') as received_at,
                 min(e.known_at) filter (e.known_at > as_of and e.stage = 'menunggu') as receipt_known_at
          from report_event e
          join changed c on c.source = e.source and c.report_id = e.report_id
          join stage s on s.stage = e.stage
          where as_of is not null and e.event_at <= as_of::timestamp + interval 1 day and (from_at is null or e.event_at >= from_at::timestamp - interval 1 day)
          group by e.source, e.report_id)
)
select r.* replace (coalesce(e.stage, 'menunggu') as stage, coalesce(e.status, 'open') as status, e.outcome as outcome, e.first_action_at as first_action_at,
                    e.first_closed_at as first_closed_at, e.last_closed_at as last_closed_at, coalesce(e.refused_n, 0) as refused_n), r.rowid as row_no
from report r
left join earlier e on e.source = r.source and e.report_id = r.report_id
where as_of is not null and r.known_at > as_of and r.created_at <= as_of and (from_at is null or r.created_at >= from_at) and (ended_by is null or e.source is not null)
  and (coalesce(e.is_known, false) or not coalesce(e.received_at <= r.created_at and e.receipt_known_at > r.created_at + interval 6 hour, false));
