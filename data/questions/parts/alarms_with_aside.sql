-- The log of alarms with the old steps that were put into files ($files). A crash between writing a file and deleting its rows
-- leaves both: what still stands in the table counts once.
with told as (
    from alarm_event
    union all by name
    from read_parquet($files) anti join (select event_no from alarm_event where event_at >= $since) using (event_no)
)
