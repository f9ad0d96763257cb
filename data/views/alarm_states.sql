-- The state of every rule and entity by a moment (UTC): the newest row of its log. Other rows of that log are history.
create or replace macro alarm_states(moment) as table
select * from alarm_event where entity <> '' and event_at <= moment
qualify row_number() over (partition by rule, entity order by event_no desc) = 1;
