-- Members of the newest registers by area of a level. An area of fewer than ten gives no figures. active_n: active within the 90 days before.
with counted as (
    select left(area, $code_len) as key, count(*) as registered_n, count(*) filter (size = 'mikro') as micro_n,
           count(*) filter (training_started_at <= $moment) as started_n, count(*) filter (training_completed_at <= $moment) as completed_n,
           count(*) filter (last_active_at > $moment::timestamp - interval 90 day and last_active_at <= $moment) as active_n
    from enterprise
    where lies_in(area, $area) and is_of_source(source, $sources) and coalesce(registered_at <= $moment, true) and (area is null or length(area) >= $code_len)
    group by 1
)
select c.key as area, coalesce(a.name, 'tanpa wilayah') as area_name, a.population, c.registered_n < 10 as is_suppressed,
       case when c.registered_n >= 10 then c.registered_n end as registered_n, case when c.registered_n >= 10 then c.micro_n end as micro_n,
       case when c.registered_n >= 10 then c.started_n end as started_n, case when c.registered_n >= 10 then c.completed_n end as completed_n,
       case when c.registered_n >= 10 then c.active_n end as active_n
from counted c left join area a on a.code = c.key
order by registered_n desc nulls last, c.key;
