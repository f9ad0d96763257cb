-- Alarms raised in the thirty days before a moment, by rule: n, and chatters: how often three of one thing came within a minute.
with raised as (
    select rule, entity, event_at, lag(event_at, 2) over (partition by rule, entity order by event_no) as third_before
    from alarm_event
    where state = 'alarm' and raised_at = event_at and event_at <= $moment and event_at > $moment::timestamp - interval 30 day
)
select rule, count(*)::integer as n,
       (count(*) filter (third_before >= event_at - interval 1 minute))::integer as chatters
from raised group by rule;
