-- Reports of the same category near a place and a time, the nearest first: candidates for doubles and for a return of the same trouble.
select source, report_id, created_at, stage, status, outcome, lon, lat, distance_m
from (select *, 2 * 6371008.8 * asin(sqrt(pow(sin(radians(lat - $lat) / 2), 2) + cos(radians($lat)) * cos(radians(lat)) * pow(sin(radians(lon - $lon) / 2), 2))) as distance_m
      from reports_asked($as_of, '31', $since, $until, $sources, $narrow, null)
      where not is_hidden(is_private, category, $sensitive) and lat between $lat - $within_m / 111000 and $lat + $within_m / 111000
        and lon between $lon - $within_m / 110000 and $lon + $within_m / 110000 and not (source = $of_source and report_id = $of_id))
where distance_m <= $within_m
order by distance_m, created_at desc, source, report_id
limit 50;
