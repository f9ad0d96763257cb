-- The city by day in the period (Jakarta's calendar): the highest station and the median of stations, side by side.
with days as (
    select i.* from air_ispu i
    where i.day_at >= $since and i.day_at < $until and ($as_of is null or i.day_at + interval 24 hour <= $as_of) and is_of_source(i.source, $sources)
      and exists (from air_quality q where q.source = i.source and q.station = i.station and q.measured_at = i.day_at and lies_in(q.area, $area))
),
city as (
    select day_on, max(ispu) as ispu_max, median(ispu) as ispu_median, arg_max(station, (ispu, station)) as station_max,
           arg_max(critical, (ispu, station)) as critical, count(distinct station)::integer as stations_n, bool_or(is_above_scale) as is_above_scale,
           arg_max(category, (ispu, station)) as category
    from days group by day_on
)
select y.day_on, y.ispu_max, y.ispu_median, y.station_max, k.name as station_max_name, y.critical, y.category, c.title_id, c.title_en, c.legal_colour, y.is_above_scale, y.stations_n
from city y
left join air_station k on k.station = y.station_max
left join ispu_category c on c.category = y.category and c.valid_to is null
order by y.day_on;
