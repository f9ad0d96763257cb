-- What is open at the moment: how many, how many past their deadline or soon to be, and how old.
with waiting as (
    select epoch($moment::timestamp - created_at) / 3600 as age_h, sla_due_at, first_closed_at
    from reports_by_end($as_of, $since)
    where status = 'open' and created_at < $until and lies_in(area, $area) and is_of_source(source, $sources) and is_asked_for(category, agency, channel, $narrow) and ($status is null or status = $status)
)
select count(*) as open_n, count(*) filter (sla_due_at < $moment) as overdue_n,
       count(*) filter (first_closed_at is null and sla_due_at > $moment and sla_due_at <= $moment::timestamp + interval 24 hour) as due_24h_n,
       max(age_h) as oldest_h, quantile_cont(age_h, 0.5) as age_p50_h, quantile_cont(age_h, 0.9) as age_p90_h
from waiting;
