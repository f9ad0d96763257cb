-- Posts within [since, until): how high, how grave at worst (siaga 1 is the gravest), when it was highest.
select source, post, any_value(name) as name, any_value(river) as river, count(*) as n, min(level_cm) as low_cm, max(level_cm) as high_cm,
       arg_max(measured_at, level_cm) as high_at, min(siaga) as worst_siaga, min(measured_at) filter (siaga <= 3) as watched_at
from water_siaga
where measured_at >= $since and measured_at < $until and measured_at <= $moment and lies_in(area, $area) and is_of_source(source, $sources)
group by source, post
order by worst_siaga nulls last, name, source;
