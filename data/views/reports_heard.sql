-- Which reports reports_told tells of, without their state: for questions that ask where and when something was reported. Only a
-- report whose receipt was written down after as_of can have been unknown then: these few are looked for in the log and nothing else.
create or replace macro reports_heard(as_of, from_at) as table
with received as (
    select source, report_id, min(event_at) as received_at, min(known_at) as receipt_known_at
    from report_event
    where as_of is not null and stage = 'menunggu' and known_at > as_of and event_at <= as_of::timestamp + interval 1 day
      and (from_at is null or event_at >= from_at::timestamp - interval 1 day)
    group by source, report_id
),
late as materialized (
    select r.source, r.report_id
    from report r join received e on e.source = r.source and e.report_id = r.report_id
    where e.received_at <= r.created_at and e.receipt_known_at > r.created_at + interval 6 hour
),
heard as (
    select e.source, e.report_id
    from report_event e join late l on l.source = e.source and l.report_id = e.report_id join stage s on s.stage = e.stage
    where e.known_at <= as_of and e.event_at <= as_of::timestamp + interval 1 day and (from_at is null or e.event_at >= from_at::timestamp - interval 1 day)
),
unheard as (from late except from heard)
select r.source, r.report_id, r.created_at, r.category, r.agency, r.channel, r.area, r.is_private, r.sla_due_at, r.lon, r.lat, r.photo_hash
from report r anti join unheard u on u.source = r.source and u.report_id = r.report_id
where as_of is not null and r.known_at > as_of and r.created_at <= as_of and (from_at is null or r.created_at >= from_at);
