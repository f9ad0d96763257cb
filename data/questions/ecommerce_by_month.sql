-- Partners' trade by month, kota and category, newest month first. Suppressed rows stand there without figures.
select e.source, e.partner, e.month_on, e.area, a.name as area_name, e.category, e.is_suppressed, e.sellers_n, e.orders_n, e.value_rp
from ecommerce e left join area a on a.code = e.area
where e.told_at <= $moment and e.month_on >= ($moment::timestamp + interval 7 hour)::date - interval 13 month
  and lies_in(e.area, $area) and is_of_source(e.source, $sources)
order by e.month_on desc, e.partner, e.area, e.category;
