select source, day_at, agency, area, closed_n, rated_n, score_sum
from rating_day
where day_at >= $since and day_at < $until and day_at <= $moment and lies_in(area, $area) and is_of_source(source, $sources)
  and ($after_day_at is null or (day_at, source, agency, area) < ($after_day_at::timestamp, $after_source::varchar, $after_agency::varchar, $after_area::varchar))
order by day_at desc, source desc, agency desc, area desc
limit $rows;
