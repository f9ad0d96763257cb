-- Every closing of a report that became thirty days old since from_at (null: all) as known at as_of (null: all), with that
-- moment, and whether the report was reopened or its follow-up refused before it.
create or replace macro closures(as_of, from_at) as table
with steps as (
    select e.source, e.report_id, e.event_at, s.is_final
    from report_event e join stage s on s.stage = e.stage
    where (as_of is null or e.known_at <= as_of) and (from_at is null or e.event_at >= from_at::timestamp - interval 30 day)
)
select c.source, c.report_id, c.event_at as closed_at, c.event_at + interval 30 day as matured_at, r.area,
       exists (from steps n where n.source = c.source and n.report_id = c.report_id and not n.is_final
               and n.event_at > c.event_at and n.event_at <= c.event_at + interval 30 day) as is_reworked
from steps c join report r on r.source = c.source and r.report_id = c.report_id
where c.is_final;
