-- Beside the curve, by key: how many cases, how many open, the mean that officials publish (closed cases only), the
-- share of competing ends, and of the cases that fell due by the moment the share done in time (open ones are misses).
, counts as (
    select key, count(*) as n, count(*) filter (is_open) as open, count(*) filter (is_event) as reached_n, max(t) / 3600 as longest_h,
           avg(t) filter (is_event) / 3600 as mean_closed_h,
           100.0 * count(*) filter (is_competing) / count(*) as competing_pct,
           count(*) filter (due_at <= $moment) as sla_n,
           count(*) filter (due_at <= $moment and done_at <= due_at) as sla_met
    from cases group by key
)
