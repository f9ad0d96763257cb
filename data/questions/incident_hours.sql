-- Incidents by weekday (1 Monday … 7) and hour of their detection, by the Jakarta clock, false alarms apart.
select isodow(on_at)::integer as weekday, hour(on_at)::integer as hour, count(*) filter (not is_false_alarm) as n, count(*) filter (is_false_alarm) as false_n
from (select detected_at + interval 7 hour as on_at, is_false_alarm from incidents($as_of)
      where detected_at >= $since and detected_at < $until and lies_in(area, $area) and is_of_source(source, $sources))
group by all order by all;
