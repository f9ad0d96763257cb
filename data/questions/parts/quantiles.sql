-- The first second at which the curve, and each edge of its 95 % band (log-log, so that it stays within 0 and 1), is at
-- or below a half and a tenth; null when that is never reached. Only the blocks in which one of these can fall are
-- opened: by the least value that the curve or edge can take inside, up to the first block that is surely past it.
, edges as materialized (
    select k, block, s_before, variance_before, s <= q + 1e-12 as past_s, survival_low(s, variance) <= q as past_lo, survival_high(s, variance) <= q as past_hi,
           survival_low_bound(s_before - s_before / at_risk, s, variance) <= q as may_lo,
           survival_high(s, variance_before) <= q or s <= 0 as may_hi, q
    from blocks, (values (0.5), (0.1)) v(q)
),
firsts as (
    select k, q, min(block) filter (past_s) as s, min(block) filter (past_lo) as lo, min(block) filter (past_hi) as hi from edges group by k, q
),
opened as (
    select distinct e.k, e.block, e.s_before, e.variance_before
    from edges e join firsts f on f.k = e.k and f.q = e.q
    where e.block = f.s or e.may_lo and e.block <= coalesce(f.lo, e.block) or e.may_hi and e.block <= coalesce(f.hi, e.block)
),
steps as (
    select k, t, case when bool_or(is_last) over way then 0 else s_before * exp(sum(ln_factor) over way) end as s,
           variance_before + sum(term) over way as variance
    from (select o.k, o.block, r.t, any_value(o.s_before) as s_before, any_value(o.variance_before) as variance_before,
                 bool_or(r.at_risk = 1) as is_last,
                 coalesce(sum(case when r.at_risk > 1 then ln((r.at_risk - 1) / r.at_risk) end), 0) as ln_factor,
                 coalesce(sum(case when r.at_risk > 1 then 1 / (r.at_risk * (r.at_risk - 1)) end), 0) as term
          from ranked r join opened o on o.k = r.k and o.block = r.block
          group by o.k, o.block, r.t)
    window way as (partition by k, block order by t rows unbounded preceding)
),
quantiles as (
    select z.key, min(t) filter (s <= 0.5 + 1e-12) / 3600 as p50_h, min(t) filter (s <= 0.1 + 1e-12) / 3600 as p90_h,
           min(t) filter (survival_low(s, variance) <= 0.5) / 3600 as p50_lo, min(t) filter (survival_high(s, variance) <= 0.5) / 3600 as p50_hi,
           min(t) filter (survival_low(s, variance) <= 0.1) / 3600 as p90_lo, min(t) filter (survival_high(s, variance) <= 0.1) / 3600 as p90_hi
    from sizes z left join steps x on x.k = z.k
    group by z.key
)
