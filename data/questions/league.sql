-- The league of areas of a level, or of agencies: of the cases that fell due (`due`, made by a part), the share in time. city: the share
-- of the area asked for. expected: the share that the unit would have if each of its categories did as it does in the city
-- (indirect standardisation); $has_mix false leaves the mix alone. adjusted = city + met share - expected, within 0 and 1.
-- shrunk: adjusted, drawn towards the city as by $weight more reports of the city's share. lo, hi: Wilson's 95 % interval.
, city as (select avg(is_met::integer) as share, count(*) as n from due),
by_mix as (select mix, avg(is_met::integer) as share from due group by mix),
units as (
    select case when $level = 'agency' then d.agency else d.code end as key, count(*) as n, avg(d.is_met::integer) as met, avg(m.share) as expected
    from due d join by_mix m on m.mix = d.mix
    where case when $level = 'agency' then d.agency else d.code end is not null
    group by all
),
adjusted as (
    select u.*, c.share as city, c.n as city_n, greatest(0, least(1, c.share + u.met - u.expected)) as adjusted, 1.959963984540054 as z
    from units u, city c
    where $level = 'agency' or length(u.key) = $code_len
),
bands as (
    select *, (n * adjusted + $weight * city) / (n + $weight) as shrunk,
           (adjusted + z * z / (2 * n) - z * sqrt(adjusted * (1 - adjusted) / n + z * z / (4.0 * n * n))) / (1 + z * z / n) as lo,
           (adjusted + z * z / (2 * n) + z * sqrt(adjusted * (1 - adjusted) / n + z * z / (4.0 * n * n))) / (1 + z * z / n) as hi,
           (city + z * z / (2 * city_n) - z * sqrt(city * (1 - city) / city_n + z * z / (4.0 * city_n * city_n))) / (1 + z * z / city_n) as city_lo,
           (city + z * z / (2 * city_n) + z * sqrt(city * (1 - city) / city_n + z * z / (4.0 * city_n * city_n))) / (1 + z * z / city_n) as city_hi
    from adjusted
)
select key, n, 100 * met as met_pct, 100 * expected as expected_pct, 100 * adjusted as adjusted_pct, 100 * shrunk as shrunk_pct,
       100 * lo as lo_pct, 100 * hi as hi_pct, 100 * city as city_pct, 100 * city_lo as city_lo_pct, 100 * city_hi as city_hi_pct,
       case when n < $least_n then 'sedikit' when hi < city_lo then 'di bawah' when lo > city_hi then 'di atas' else 'tidak berbeda' end as verdict,
       (case when n >= $least_n then rank() over (partition by n >= $least_n order by shrunk desc) end)::double as place
from bands order by place nulls last, shrunk_pct desc, key;
