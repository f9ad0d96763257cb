-- 24-hour means from hourly concentrations, by the window of ispu_rule.csv: a pollutant with fewer valid hours than the
-- rule asks for has no mean. Means are rounded to six digits, so that summing leaves no dust at a break point. Days that
-- the source gives as means stand beside them, and win over ours.
create or replace view air_means as
with rule as (
    select max(value) filter (rule = 'window_start_h')::integer as start_h, max(value) filter (rule = 'hours_least') as hours_least
    from ispu_rule where valid_to is null
),
hours as (
    select source, station, r.hours_least, date_trunc('day', measured_at - to_hours(r.start_h - 7)) + to_hours(r.start_h - 7) as day_at, pollutant, value
    from (unpivot (select source, station, measured_at, pm25, pm10, so2, co, o3, no2, hc from air_quality where span = 'hour' and unit = 'ug_m3')
          on pm25, pm10, so2, co, o3, no2, hc into name pollutant value value), rule r
),
days as (
    select source, station, measured_at, hours_n, pollutant, value
    from (unpivot (select source, station, measured_at, hours_n, pm25, pm10, so2, co, o3, no2, hc from air_quality where span = 'day' and unit = 'ug_m3')
          on pm25, pm10, so2, co, o3, no2, hc into name pollutant value value)
)
select source, station, day_at, pollutant, round(favg(value), 6) as value, count(*)::integer as hours_n, true as is_from_hours
from hours h
where not exists (from days d where d.source = h.source and d.station = h.station and d.measured_at = h.day_at)
group by source, station, day_at, pollutant
having count(*) >= max(hours_least)
union all
select d.source, d.station, d.measured_at, d.pollutant, d.value, d.hours_n, false
from days d, rule r
where d.hours_n is null or d.hours_n >= r.hours_least;
