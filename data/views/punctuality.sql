-- Passages of runs that have times of their own, with their lateness. Of the two kinds the predictions know the run, so they go first.
create or replace macro punctuality(as_of) as table
with sorts as (select source, route_id, max(kind) as kind from stop_passage where late_s is not null group by source, route_id)
select p.source, null::varchar as area, p.route_id, p.direction_id, p.stop_id, p.passed_at, p.late_s, coalesce(p.is_timing, true) as is_timing
from stop_passage p join sorts k on k.source = p.source and k.route_id = p.route_id and k.kind = p.kind
where p.late_s is not null and (as_of is null or p.passed_at <= as_of);
