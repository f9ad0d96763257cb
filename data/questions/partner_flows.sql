-- Rides between areas in a band of hours of the day in Jakarta, most first. What was suppressed has no figure in any sum.
select t.area as origin, o.name as origin_name, t.destination, d.name as destination_name, sum(t.trips_n)::bigint as trips_n, count(*) filter (t.is_suppressed) as hidden_n,
       count(distinct (t.hour_at + interval 7 hour)::date) as days_n, sum(t.trips_n) / count(distinct (t.hour_at + interval 7 hour)::date) as per_day
from partner_trip t left join area o on o.code = t.area left join area d on d.code = t.destination
where t.hour_at >= $since and t.hour_at < $until and hour(t.hour_at + interval 7 hour) >= $from_hour and hour(t.hour_at + interval 7 hour) < $to_hour
  and (lies_in(t.area, $area) or lies_in(t.destination, $area)) and is_of_source(t.source, $sources)
group by all order by trips_n desc nulls last, t.area, t.destination;
