-- P(late | still open at its age) = (S(deadline) / S(age)) ** pace, S of its category, pace of its office (1: as fast as the category); null
-- where no case of the past lasted that long.
, at_deadline as (select key, min(s) as s from curve where t <= 1000 group by key),
judged as (
    select w.* exclude (key, office), w.key = '' as is_pooled, pow(coalesce(d.s, 1) / nullif(coalesce(c.s, 1), 0), coalesce(o.pace, 1)) as p_late
    from waiting_keyed w
    left join at_deadline d on d.key = w.key
    left join paces o on o.office = w.office
    asof left join curve c on c.key = w.key and c.t <= w.t
)
