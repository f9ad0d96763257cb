-- Every alarm raised within [since, until): who acknowledged it first and when, and when it was back to normal, as far as is known at the moment.
with known as (from alarm_event where event_at >= $since and event_at <= $moment and lies_in(area, $area) and ($source is null or source = $source)),
raised as (from known where event_at < $until and raised_at = event_at and state = 'alarm')
select r.rule, r.entity, r.name, r.area, r.source, r.value, r.threshold, r.raised_at, min(k.event_at) filter (k.action = 'acknowledge') as acknowledged_at,
       arg_min(k.who, k.event_at) filter (k.action = 'acknowledge') as acknowledged_by, arg_min(k.note, k.event_at) filter (k.action = 'acknowledge') as note,
       min(k.event_at) filter (k.state in ('returned', 'normal')) as returned_at
from raised r
left join known k on k.rule = r.rule and k.entity = r.entity and k.event_at > r.raised_at
     and k.event_at < coalesce((select min(n.raised_at) from raised n where n.rule = r.rule and n.entity = r.entity and n.raised_at > r.raised_at), $moment::timestamp + interval 1 second)
group by all
order by r.raised_at, r.rule, r.entity;
