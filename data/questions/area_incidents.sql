-- True incidents (no false alarms) detected in the period, by area of a level.
with grouped as (
    select left(area, $code_len) as code, count(*) as n
    from incidents($as_of)
    where detected_at >= $since and detected_at < $until and not is_false_alarm
      and lies_in(area, $area) and is_of_source(source, $sources)
    group by code
)
select a.code, a.name, coalesce(g.n, 0) as n
from area a left join grouped g on g.code = a.code
where a.level = $level and starts_with(a.code, $area)
order by a.code;
