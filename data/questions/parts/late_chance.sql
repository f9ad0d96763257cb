-- P(late | still open at its age) = S(deadline) / S(age); null where no case of the past lasted that long.
, curve as (
    select z.key, x.t, case when bool_or(is_last) over way then 0 else exp(sum(ln_factor) over way) end as s
    from (select k, t, bool_or(at_risk = 1) as is_last, sum(case when at_risk > 1 then ln((at_risk - 1) / at_risk) else 0 end) as ln_factor
          from ranked group by k, t) x
    join sizes z on z.k = x.k
    window way as (partition by x.k order by x.t rows unbounded preceding)
),
at_deadline as (select key, min(s) as s from curve where t <= 1000000 group by key),
judged as (
    select w.* exclude (key), w.key = '' as is_pooled, coalesce(d.s, 1) / nullif(coalesce(c.s, 1), 0) as p_late
    from (select w.*, case when w.category in (select category from weighty) then w.category else '' end as key from waiting w) w
    left join at_deadline d on d.key = w.key
    asof left join curve c on c.key = w.key and c.t <= w.t
)
