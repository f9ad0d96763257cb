-- Every yearly value published by a moment, the newest year first.
select t.source, t.series, s.title_id, s.title_en, coalesce(t.unit, s.unit) as unit, s.better, t.area, a.name as area_name, t.year, t.value, t.publisher, t.published_at
from statistic t left join statistic_series s on s.series = t.series left join area a on a.code = t.area
where t.published_at <= $moment and ($series is null or t.series = $series) and starts_with(t.area, $area) and is_of_source(t.source, $sources)
order by s.rank nulls last, t.series, t.area, t.year desc;
