-- Every passage with the headway before it, its limit (Pergub 2/2024: by service and peak) and what it means. A route's own
-- passages come from observations where it has any, else from the last predictions. Peaks were told at the load.
create or replace macro headways(as_of) as table
with sorts as (select source, route_id, min(kind) as kind from stop_passage group by source, route_id)
select p.source, null::varchar as area, p.kind, p.route_id, r.route_short_name, r.route_long_name, r.service_class, p.direction_id, p.stop_id,
       p.passed_at, date_trunc('hour', p.passed_at) as hour_at, p.is_seen, coalesce(p.is_timing, true) as is_timing, p.headway_s, p.planned_s, p.censor,
       p.is_peak, l.limit_min * 60 as limit_s, p.headway_s <= l.limit_min * 60 as is_within, p.headway_s < 0.25 * p.planned_s as is_bunched
from stop_passage p
join sorts k on k.source = p.source and k.route_id = p.route_id and k.kind = p.kind
left join transit_route r on r.source = coalesce(p.schedule, p.source) and r.route_id = p.route_id
left join headway_limit l on l.service_class = r.service_class and l.is_peak = p.is_peak
     and (p.passed_at + interval 7 hour)::date >= l.valid_from and (l.valid_to is null or (p.passed_at + interval 7 hour)::date < l.valid_to)
where as_of is null or p.passed_at <= as_of;
