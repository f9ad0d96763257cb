-- Calls to 112 by hour or day of Jakarta ($bucket): only hours that are over. in_time_pct: answered within 30 s of those
-- answered or given up after 30 s.
select date_trunc($bucket, hour_at + interval 7 hour) - interval 7 hour as begins_at, source, sum(offered_n)::bigint as offered_n, sum(answered_n)::bigint as answered_n, sum(quick_n)::bigint as quick_n,
       sum(abandoned_n)::bigint as abandoned_n, sum(abandoned_late_n)::bigint as abandoned_late_n, sum(prank_n)::bigint as prank_n,
       100.0 * sum(quick_n) / nullif(sum(answered_n) + sum(abandoned_late_n), 0) as in_time_pct, max(wait_p90_s) as wait_p90_s
from emergency_hour
where hour_at >= $since and hour_at < $until and hour_at + interval 1 hour <= $moment and lies_in(area, $area) and is_of_source(source, $sources)
group by all order by begins_at, source;
