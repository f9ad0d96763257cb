-- Every pump with its state at the moment (pumps_stood), those that cannot run first. A state older than a day says nothing about the moment.
select p.source, p.pump_id, p.name, s.state, coalesce(s.state, p.state) as told_state, p.capacity_m3s, coalesce(s.told_at, p.updated_at) as updated_at,
       date_diff('minute', coalesce(s.told_at, p.updated_at), $moment::timestamp) as age_min, p.area, a.name as area_name, p.lon, p.lat
from pump_state p
left join pumps_stood($moment::timestamp) s on s.source = p.source and s.pump_id = p.pump_id
left join area a on a.code = p.area
where (s.told_at is not null or p.updated_at <= $moment) and lies_in(p.area, $area) and is_of_source(p.source, $sources)
order by case s.state when 'rusak' then 0 when 'perbaikan' then 1 when 'jalan' then 3 when 'siap' then 4 else 2 end, p.capacity_m3s desc nulls last, p.name, p.source, p.pump_id;
