-- Partners' rides of a period by hour and pair of kecamatan.
select source, partner, mode, hour_at, area, destination, is_suppressed, trips_n
from partner_trip
where hour_at >= $since and hour_at < $until and lies_in(area, $area) and is_of_source(source, $sources)
order by hour_at desc, partner, mode, area, destination;
