-- The log of alarms as it stands in its table; nothing of it lies in files.
with told as (from alarm_event)
