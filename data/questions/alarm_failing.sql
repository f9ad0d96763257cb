-- Rules whose SQL fails at a moment: rule, since, and the message.
select rule, max(event_at) as event_at, arg_max(note, event_no) as note from alarm_event
where action in ('failed', 'works') and event_at <= $moment group by rule having arg_max(action, event_no) = 'failed' order by rule;
