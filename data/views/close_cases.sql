-- report_cases of the stage 'close' for whoever asks nothing of a report's way but its end (no refused_n): a past costs less (reports_by_end).
create or replace macro close_cases(known_by, asked_at, in_area, from_at, to_at, of_source, narrow, of_status) as table
select *, (greatest(0, epoch_us(left_at) - epoch_us(created_at)) // 1000000)::bigint as t
from (select source, report_id as id, created_at, category, agency, channel, area, status = 'open' as is_open,
             status = 'closed' and outcome <> 'resolved' as is_competing, status = 'closed' and outcome = 'resolved' and last_closed_at is not null as is_event,
             coalesce(last_closed_at, asked_at::timestamp) as left_at, first_closed_at as done_at, sla_due_at as due_at
      from reports_by_end(known_by, from_at)
      where (to_at is null or created_at < to_at) and lies_in(area, in_area) and is_of_source(source, of_source)
        and is_asked_for(category, agency, channel, narrow) and (of_status is null or status = of_status));
