-- Kaplan-Meier by category from counts, d of n ending at each t, for categories with enough closings; one curve of all
-- together under the key '' for the thin ones. Time has few values here, so counting spares sorting the cases.
, counts as materialized (
    select category, t, count(*) as n, count(*) filter (is_event) as d from known group by category, t
),
weighty as materialized (
    select category from counts group by category having sum(d) >= $least_events
),
ends as (
    select category as key, t, n, d from counts where category in (select category from weighty)
    union all
    select '', t, sum(n), sum(d) from counts group by t
),
curve as materialized (
    select key, t, case when bool_or(d = at_risk) over way then 0 else exp(sum(case when d < at_risk then ln(1 - d / at_risk) end) over way) end as s
    from (select *, (sum(n) over (partition by key order by t desc rows unbounded preceding))::double as at_risk from ends)
    window way as (partition by key order by t rows unbounded preceding)
)
