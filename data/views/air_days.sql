-- Whole days by station as known at as_of (null: now): the ISPU with the kelurahan of the station, and the day's mean of
-- PM2.5 where concentrations are known. A day counts from its end.
create or replace macro air_days(as_of) as table
with stations as (select source, station, max(area) as area from air_quality group by source, station)
select i.source, i.station, s.area, i.day_at, i.day_on, i.ispu, i.critical, i.category, i.is_above_scale, m.value as pm25_ug_m3
from air_ispu i
join stations s on s.source = i.source and s.station = i.station
left join air_means m on m.source = i.source and m.station = i.station and m.day_at = i.day_at and m.pollutant = 'pm25'
where as_of is null or i.day_at + interval 24 hour <= as_of;
