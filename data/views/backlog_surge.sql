-- Each agency's overdue reports of home sources by a moment (UTC), and seven days before it. growth_pct: how much more.
create or replace macro backlog_surge(moment) as table
select agency, source, now_n, before_n, 100.0 * (now_n - before_n) / greatest(before_n, 1) as growth_pct from (
    select agency, min(source) as source, count(*) filter (status = 'open') as now_n,
           count(*) filter (sla_due_at < moment - interval 7 day) as before_n
    from report
    where agency is not null and created_at <= moment and sla_due_at < moment and is_home(source)
      and (status = 'open' or last_closed_at > moment - interval 7 day)
    group by agency);
