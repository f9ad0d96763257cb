-- Services of the period: who answers at which part of the day in Jakarta, and the median of the hours' median waits.
with asked as (
    select *, hour(hour_at + interval 7 hour) // 6 as part from service_hour
    where hour_at >= $since and hour_at < $until and hour_at <= $moment and is_of_source(source, $sources)
)
select service, sum(asked_n)::bigint as asked_n, sum(answered_n)::bigint as answered_n, 100.0 * sum(answered_n) / nullif(sum(asked_n), 0) as answered_pct,
       100.0 * sum(answered_n) filter (part = 0) / nullif(sum(asked_n) filter (part = 0), 0) as night_pct, 100.0 * sum(answered_n) filter (part = 1) / nullif(sum(asked_n) filter (part = 1), 0) as morning_pct,
       100.0 * sum(answered_n) filter (part = 2) / nullif(sum(asked_n) filter (part = 2), 0) as noon_pct, 100.0 * sum(answered_n) filter (part = 3) / nullif(sum(asked_n) filter (part = 3), 0) as evening_pct,
       median(wait_s) as wait_s
from asked
group by service
order by answered_pct nulls last, service;
