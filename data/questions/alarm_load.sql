-- How many alarms were raised by ten minutes in the day before a moment: slot (0 is the newest), n. Slots without one are left out.
select (date_diff('second', event_at, $moment::timestamp) // 600)::integer as slot, count(*)::integer as n
from alarm_event
where state = 'alarm' and raised_at = event_at and event_at <= $moment and event_at > $moment::timestamp - interval 24 hour
group by slot order by slot;
