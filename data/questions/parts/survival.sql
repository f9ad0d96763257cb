-- Kaplan-Meier of `cases` (key, t in whole seconds, is_event), S(t) = product of 1 - d/n, with Greenwood's variance.
-- Events come before those that leave at the same second. Cases are packed into one number and sorted once; row by row
-- the factors (n-1)/n and terms 1/(n(n-1)) of a tie multiply and add up to its 1 - d/n and d/(n(n-d)), so ties need no
-- grouping here, and only the events go on. A block is a stretch of time (never splitting a second): a second of its own while a key is small.
, sizes as materialized (
    select key, n, row_number() over (order by key) as k, (sum(n) over (order by key))::bigint as upto,
           case when n > 1000 then ceil(0.2 * sqrt(n)) end as per_octave
    from (select key, count(*) as n from cases group by key)
),
sorted as (
    select ((z.k << 34) | (c.t << 1) | (not c.is_event)::bigint) as packed
    from cases c join sizes z on z.key = c.key
    order by packed
),
ranked as materialized (
    select k, t, at_risk, case when per_octave is null then t else floor(log2(t + 1) * per_octave)::bigint end as block
    from (select z.k, (s.packed >> 1) & 8589934591 as t, (z.upto - s.i + 1)::double as at_risk, z.per_octave
          from (select packed, row_number() over () as i from sorted) s join sizes z on z.k = s.packed >> 34
          where s.packed & 1 = 0)
),
blocks as materialized (
    select *, exp(ln_s) as s, exp(lag(ln_s, 1, 0::double) over way) as s_before, coalesce(lag(variance) over way, 0) as variance_before
    from (select k, block, t, n_events, at_risk,
                 case when bool_or(is_last) over way then '-inf'::double else sum(ln_factor) over way end as ln_s,
                 sum(term) over way as variance
          from (select k, block, max(t) as t, count(*) as n_events, max(at_risk) as at_risk, bool_or(at_risk = 1) as is_last,
                       coalesce(sum(case when at_risk > 1 then ln((at_risk - 1) / at_risk) end), 0) as ln_factor,
                       coalesce(sum(case when at_risk > 1 then 1 / (at_risk * (at_risk - 1)) end), 0) as term
                from ranked group by k, block)
          window way as (partition by k order by block rows unbounded preceding))
    window way as (partition by k order by block)
)
