-- Breaches of the headway limit in the period by route, and the fine that they expose to: by the tariff per breach where one is
-- known, else the route's share of the breaches in what a whole year was fined, for the length of the period.
with breaches as (
    select source, route_id, any_value(route_short_name) as route_short_name, any_value(route_long_name) as route_long_name,
           any_value(service_class) as service_class, count(limit_s) filter (headway_s is not null) as n,
           count(*) filter (not is_within) as breach_n, min(passed_at) as first_at
    from headways($as_of)
    where passed_at >= $since and passed_at < $until and is_of_source(source, $sources) and is_timing
    group by source, route_id
),
fine as (from headway_fine where valid_from <= ($until + interval 7 hour)::date and (valid_to is null or ($until + interval 7 hour)::date < valid_to)
         order by valid_from desc limit 1)
select b.* exclude (first_at), greatest($since::timestamp, min(b.first_at) over ()) as from_at, case when f.per_breach_idr is not null then 'tarif' when f.year_total_idr is not null then 'porsi' end as basis, f.year, f.reference,
       coalesce(b.breach_n * f.per_breach_idr,
                b.breach_n / nullif(sum(b.breach_n) over (), 0) * f.year_total_idr * (epoch($until::timestamp) - epoch(greatest($since::timestamp, min(b.first_at) over ()))) / (365 * 86400)) as exposure_idr
from breaches b left join fine f on true
where b.n > 0
order by exposure_idr desc nulls last, b.breach_n desc, b.route_id;
