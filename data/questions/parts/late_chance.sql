-- P(late | still open at its age) = S(deadline) / S(age); null where no case of the past lasted that long.
, at_deadline as (select key, min(s) as s from curve where t <= 1000 group by key),
judged as (
    select w.* exclude (key), w.key = '' as is_pooled, coalesce(d.s, 1) / nullif(coalesce(c.s, 1), 0) as p_late
    from (select w.*, case when w.category in (select category from weighty) then w.category else '' end as key from waiting w) w
    left join at_deadline d on d.key = w.key
    asof left join curve c on c.key = w.key and c.t <= w.t
)
