-- Dengue as it is given out: by kecamatan and week. A count of one to four is not told.
select d.source, left(d.area, 8) as area, any_value(a.name) as area_name, d.week_on, public_count(sum(confirmed_n)::bigint) as confirmed_n, public_count(sum(dead_n)::bigint) as dead_n,
       d.week_on + 21 > ($moment::timestamp + interval 7 hour)::date as is_provisional
from dengue_week d left join area a on a.code = left(d.area, 8)
where d.week_on >= date_trunc('week', $since + interval 7 hour)::date and d.week_on + 7 <= ($until + interval 7 hour)::date and d.updated_at <= $moment
  and lies_in(d.area, $area) and is_of_source(d.source, $sources)
group by d.source, left(d.area, 8), d.week_on order by d.week_on desc, area, d.source;
