-- Payments of a period by place kind, method, hour of the day in Jakarta, day or kota: how many, how much, and the share without cash.
select case $by when 'place_kind' then place_kind when 'method' then method when 'hour' then printf('%02d', hour(hour_at + interval 7 hour))
                when 'day' then ((hour_at + interval 7 hour)::date)::varchar else left(area, 5) end as key,
       sum(paid_n)::bigint as paid_n, coalesce(sum(paid_n) filter (is_cashless), 0)::bigint as cashless_n, 100.0 * cashless_n / nullif(sum(paid_n), 0) as cashless_pct,
       sum(value_rp) as value_rp, coalesce(sum(value_rp) filter (is_cashless), 0) as cashless_rp
from payment
where hour_at >= $since and hour_at < $until and lies_in(area, $area) and is_of_source(source, $sources)
group by key order by case when $by in ('hour', 'day') then key end, paid_n desc, key;
