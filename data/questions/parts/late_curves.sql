-- Kaplan-Meier by category from counts, d of n ending at each t, for categories with enough closings; one curve of all
-- together under the key '' for the thin ones. Time has few values here, so counting spares sorting the cases.
, counts as materialized (
    select category, t, count(*) as n, count(*) filter (is_event) as d from known group by category, t
),
weighty as materialized (
    select category from counts group by category having sum(d) >= $least_events
),
ends as materialized (
    select category as key, t, n, d from counts where category in (select category from weighty)
    union all
    select '', t, sum(n), sum(d) from counts group by t
),
curve as materialized (
    select key, t, case when bool_or(d = at_risk) over way then 0 else exp(sum(case when d < at_risk then ln(1 - d / at_risk) end) over way) end as s
    from (select *, (sum(n) over (partition by key order by t desc rows unbounded preceding))::double as at_risk from ends)
    window way as (partition by key order by t rows unbounded preceding)
),
waiting_keyed as materialized (
    select w.*, case when w.category in (select category from weighty) then w.category else '' end as key from waiting w
),
-- How fast each office closes against its curve: (closings up to the deadline + $weight) / (closings that the curve expects of its cases
-- + $weight). Expected by twentieths of the promise: within one the hazard is closings / time waited of the whole curve, so that those of all
-- offices add up to what was closed. A row of piece p has waited through all pieces before it and t - 50 p of its own.
hazards as (
    select *, coalesce(50 * sum(rate) over (partition by key order by piece rows between unbounded preceding and 1 preceding), 0) as before
    from (select key, piece, coalesce(d / nullif(t - 50 * piece * n + 50 * coalesce(sum(n) over (partition by key order by piece desc rows between unbounded preceding and 1 preceding), 0), 0), 0) as rate
          from (select key, greatest(t - 1, 0) // 50 as piece, sum(n)::double as n, sum(n * t)::double as t, coalesce(sum(d) filter (t <= 1000), 0)::double as d from ends group by all))
),
cells as (
    select office, greatest(t - 1, 0) // 50 as piece, count(*)::double as n, sum(t)::double as t, count(*) filter (is_event and t <= 1000) as d from known group by all
),
own as materialized (select c.*, o.key from cells c join (select distinct office, key from waiting_keyed) o on o.office = c.office),
paces as (
    select o.office, (sum(o.d) + $weight) / (sum(o.n * h.before + (o.t - 50 * o.piece * o.n) * h.rate) + $weight) as pace
    from own o join hazards h on h.key = o.key and h.piece = o.piece
    group by o.office
)
