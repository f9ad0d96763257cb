-- Headways of the period by route, and by direction or hour within it: how many, how many within their limit, average wait
-- observed (AWT = sum h^2 / 2 sum h) and planned (SWT), and what could not be judged.
select source, any_value(kind) as kind, route_id, any_value(route_short_name) as route_short_name, any_value(route_long_name) as route_long_name,
       any_value(service_class) as service_class,
       case when $by in ('direction', 'hour') then direction_id end as direction, case when $by = 'hour' then hour_at end as hour, count(headway_s) as n,
       count(*) filter (headway_s is null) as censored_n, count(*) filter (censor = 'gap') as gap_n, count(*) filter (censor = 'silent') as silent_n,
       count(limit_s) filter (headway_s is not null) as judged_n, count(*) filter (not is_within) as breach_n, 100 * avg(is_within::integer) as within_pct,
       median(headway_s) / 60 as p50_min, quantile_cont(headway_s, 0.9) / 60 as p90_min,
       min(limit_s) filter (headway_s is not null) / 60 as limit_least_min, max(limit_s) filter (headway_s is not null) / 60 as limit_most_min,
       median(planned_s) filter (headway_s is not null) / 60 as planned_min,
       sum(headway_s ** 2) / nullif(2 * sum(headway_s), 0) / 60 as awt_min,
       sum(planned_s ** 2) filter (headway_s is not null) / nullif(2 * sum(planned_s) filter (headway_s is not null), 0) / 60 as swt_min,
       (sum(headway_s ** 2) filter (planned_s is not null) / nullif(2 * sum(headway_s) filter (planned_s is not null), 0)
        - sum(planned_s ** 2) filter (headway_s is not null) / nullif(2 * sum(planned_s) filter (headway_s is not null), 0)) / 60 as ewt_min,
       count(*) filter (is_bunched) as bunched_n, 100 * avg(is_bunched::integer) as bunched_pct, max(passed_at) as newest_at
from headways($as_of)
where passed_at >= $since and passed_at < $until and is_of_source(source, $sources) and is_timing
  and ($route is null or route_id = $route) and ($stops is null or list_contains(string_split($stops, ','), stop_id))
group by source, route_id, direction, hour
order by source, try_cast(regexp_extract(route_id, '[0-9]+') as integer), route_id, direction, hour;
