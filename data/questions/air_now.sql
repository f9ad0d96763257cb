-- Each station by a moment: the ISPU of its newest whole day, and its newest hour. An hour is no ISPU by law: its index is
-- 'indikatif'. Past two days after its end a day says nothing about now, past twice its interval an hour neither.
with stations as (
    select source, station, any_value(station_name) as station_name, max(lon) as lon, max(lat) as lat, max(area) as area
    from air_quality where lies_in(area, $area) and is_of_source(source, $sources) and measured_at <= $moment group by source, station
),
days as (
    from air_ispu where day_at + interval 24 hour <= $moment
    qualify row_number() over (partition by source, station order by day_at desc) = 1
),
hours as (
    select source, station, measured_at as hour_at, pm25, pm10, greatest(ispu('pm25', pm25), ispu('pm10', pm10)) as i
    from air_quality where span = 'hour' and unit = 'ug_m3' and measured_at <= $moment and measured_at > $moment::timestamp - interval 2 day
    qualify row_number() over (partition by source, station order by measured_at desc) = 1
)
select s.source, s.station, coalesce(k.name, s.station_name) as name, s.lon, s.lat, s.area,
       case when d.day_at + interval 72 hour >= $moment then d.ispu end as ispu, case when d.day_at + interval 72 hour >= $moment then d.category end as category,
       c.title_id, c.title_en, c.legal_colour, d.critical, d.is_above_scale, d.pollutants_n, d.hours_n, d.method, d.day_on, d.day_at,
       case when d.day_at + interval 72 hour >= $moment then 'ok' else 'tidak diketahui' end as state,
       h.hour_at, h.pm25 as hour_pm25, h.pm10 as hour_pm10, h.i as hour_index,
       case when h.i is not null then 'indikatif' end as hour_note,
       coalesce(date_diff('second', h.hour_at, $moment::timestamp) / 60 > 60 + 2 * coalesce(k.interval_min, 60), true) as is_hour_stale
from stations s
left join days d on d.source = s.source and d.station = s.station
left join hours h on h.source = s.source and h.station = s.station
left join air_station k on k.station = s.station
left join ispu_category c on c.category = d.category and c.valid_to is null and d.day_at + interval 72 hour >= $moment
order by ispu desc nulls last, s.station, s.source;
