-- Dengue of the newest four whole weeks by area of $code_len signs, per 100,000 residents, the highest first.
with known as (from dengue_week where week_on + 7 <= ($until + interval 7 hour)::date and updated_at <= $moment and lies_in(area, $area) and is_of_source(source, $sources)),
four as (from known where week_on > (select max(week_on) - 28 from known))
select left(f.area, $code_len) as key, coalesce(any_value(a.name), key) as name, sum(confirmed_n)::bigint as confirmed_n, 100000.0 * sum(confirmed_n) / nullif(any_value(a.population), 0) as per_100k,
       any_value(a.population) as population, min(week_on) as from_on, max(week_on) + 6 as to_on
from four f left join area a on a.code = left(f.area, $code_len)
group by left(f.area, $code_len) order by per_100k desc nulls last, key;
