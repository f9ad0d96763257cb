-- Start-ups with their level, the furthest first.
select s.source, s.startup_id, s.name, s.level, list_position(['ide', 'purwarupa', 'awal', 'tumbuh', 'matang'], s.level) as step, s.field, s.area, a.name as area_name,
       s.founded, s.programme, s.updated_at
from startup s left join area a on a.code = s.area
where s.updated_at <= $moment and lies_in(s.area, $area) and is_of_source(s.source, $sources)
order by step desc, s.name;
