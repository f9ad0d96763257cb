-- Each corridor and direction: the mean of the peak hours of the period, the newest reading, and the time of the free road; the slowest first.
select source, corridor_id, arg_max(name, seen_at) as name, arg_max(from_name, seen_at) as from_name, arg_max(to_name, seen_at) as to_name, arg_max(length_m, seen_at) as length_m,
       any_value(free_s) as free_s, avg(time_s) filter (is_peak) as peak_s, avg(time_s / free_s) filter (is_peak) as travel_index,
       count(*) filter (is_peak) as peak_n, count(*) as n, max(seen_at) as seen_at, arg_max(time_s, seen_at) as now_s, arg_max(usual_s, seen_at) as usual_s
from corridor_readings($moment)
where seen_at >= $since and seen_at < $until and is_of_source(source, $sources)
group by source, corridor_id
order by travel_index desc nulls last, source, corridor_id;
