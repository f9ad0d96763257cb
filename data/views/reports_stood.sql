-- The part of reports_since that needs no log: reports as they are stored now (as_of null), reports about which nothing new became
-- known after as_of, and those without a log, by their own clocks.
create or replace macro reports_stood(as_of, from_at) as table
select r.*, r.rowid as row_no from report r
where as_of is null and (from_at is null or r.created_at >= from_at)
union all
select r.*, r.rowid as row_no from report r
where as_of is not null and r.known_at <= as_of and r.created_at <= as_of and (from_at is null or r.created_at >= from_at)
union all
select r.* replace (case when r.last_closed_at <= as_of then r.stage when r.first_action_at <= as_of then 'proses' else 'menunggu' end as stage,
                    case when r.last_closed_at <= as_of then 'closed' else 'open' end as status,
                    case when r.last_closed_at <= as_of then r.outcome end as outcome,
                    case when r.first_action_at <= as_of then r.first_action_at end as first_action_at,
                    case when r.first_closed_at <= as_of then r.first_closed_at end as first_closed_at,
                    case when r.last_closed_at <= as_of then r.last_closed_at end as last_closed_at), r.rowid as row_no
from report r
where as_of is not null and r.known_at is null and r.created_at <= as_of and (from_at is null or r.created_at >= from_at);
