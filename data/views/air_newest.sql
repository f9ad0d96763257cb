-- Each station's newest whole day by a moment (UTC): its ISPU, and whether that still says something, two days after its end.
create or replace macro air_newest(moment) as table
select d.source, d.station, coalesce(k.name, d.station) as name, s.area, d.ispu, d.day_at, d.day_at + interval 72 hour >= moment as is_known
from (from air_ispu where day_at + interval 24 hour <= moment
      qualify row_number() over (partition by source, station order by day_at desc) = 1) d
left join (select source, station, max(area) as area from air_quality where span = 'day' group by source, station) s on s.source = d.source and s.station = d.station
left join air_station k on k.station = d.station;
