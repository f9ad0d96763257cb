-- Every pump with its newest state, those that cannot run first. A state older than a day says nothing about now.
select p.source, p.pump_id, p.name, case when p.updated_at >= $moment::timestamp - interval 24 hour then p.state end as state, p.state as told_state, p.capacity_m3s, p.updated_at,
       date_diff('minute', p.updated_at, $moment::timestamp) as age_min, p.area, a.name as area_name, p.lon, p.lat
from pump_state p left join area a on a.code = p.area
where p.updated_at <= $moment and lies_in(p.area, $area) and is_of_source(p.source, $sources)
order by case state when 'rusak' then 0 when 'perbaikan' then 1 when 'jalan' then 3 when 'siap' then 4 else 2 end, p.capacity_m3s desc nulls last, p.name, p.source, p.pump_id;
