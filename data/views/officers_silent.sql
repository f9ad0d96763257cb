-- Officers on an open task by a moment (UTC), with the minutes since their newest position of the last twelve hours.
create or replace macro officers_silent(moment) as table
select p.source, p.officer, p.agency, p.area, coalesce(t.kind, t.task_id) as task, date_diff('second', p.seen_at, moment) / 60 as silent_min
from (from officer_position where seen_at <= moment and seen_at > moment - interval 12 hour
      qualify row_number() over (partition by source, officer order by seen_at desc) = 1) p
join (from officer_task where assigned_at <= moment and (done_at is null or done_at > moment) and assigned_at > moment - interval 12 hour
      qualify row_number() over (partition by source, officer order by assigned_at desc, task_id desc) = 1) t on t.source = p.source and t.officer = p.officer;
