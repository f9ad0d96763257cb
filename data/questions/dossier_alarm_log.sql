-- Since when alarms are watched, as far as is known at the moment: what was before has no entries, whatever happened. Null: not yet.
select min(event_at) as since from alarm_event where event_at <= $moment;
