-- Dengue by week. is_provisional: the week ended less than two weeks before the moment, so more cases may still be reported.
with asked as (
    from dengue_week
    where week_on >= date_trunc('week', $since + interval 7 hour)::date and week_on + 7 <= ($until + interval 7 hour)::date and updated_at <= $moment
      and lies_in(area, $area) and is_of_source(source, $sources)
),
residents as (select population from area where code = $area)
select week_on, sum(confirmed_n)::bigint as confirmed_n, sum(suspected_n)::bigint as suspected_n, sum(dead_n)::bigint as dead_n, count(distinct area) as areas_n,
       100000.0 * sum(confirmed_n) / nullif(any_value(r.population), 0) as per_100k, week_on + 21 > ($moment::timestamp + interval 7 hour)::date as is_provisional
from asked left join residents r on true
group by week_on order by week_on;
