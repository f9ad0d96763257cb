-- Of the reports opened in the period: how many, how many are open, late, of today, closed; and how fresh they are.
select count(*) as n,
       count(*) filter (status = 'open') as open_n,
       count(*) filter (status = 'open' and sla_due_at < $moment) as overdue_n,
       count(*) filter (created_at >= date_trunc('day', $moment::timestamp + interval 7 hour) - interval 7 hour) as today_n,
       count(*) filter (status = 'closed') as closed_n,
       epoch($moment::timestamp - min(created_at) filter (status = 'open')) / 3600 as oldest_open_h,
       count(*) filter (place = 'outside') as outside_n,
       count(*) filter (place = 'none') as unplaced_n,
       max(case when $as_of is null then updated_at else greatest(created_at, first_action_at, last_closed_at) end) as newest_event_at
from reports_asked($as_of, $area, $since, $until, $sources, $narrow, $status);
