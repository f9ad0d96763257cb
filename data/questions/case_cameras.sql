-- Cameras near a place, the nearest first, as they are now.
select source, camera_id, name, owner, status, updated_at, lon, lat, distance_m
from (select *, 2 * 6371008.8 * asin(sqrt(pow(sin(radians(lat - $lat) / 2), 2) + cos(radians($lat)) * cos(radians(lat)) * pow(sin(radians(lon - $lon) / 2), 2))) as distance_m
      from camera where is_home(source) and lat between $lat - $within_m / 111000 and $lat + $within_m / 111000
                    and lon between $lon - $within_m / 110000 and $lon + $within_m / 110000)
where distance_m <= $within_m
order by distance_m, source, camera_id
limit 50;
