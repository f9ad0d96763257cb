-- One row per station and day: the index of the worst pollutant (the station's ISPU), which one that is, and how it was
-- found. method 'hitung': from 24-hour means by the break points of that day; 'terbit': from the publisher's own indices,
-- of which a stated maximum may tell a pollutant that its columns leave out. A missing pollutant is missing, not 0. An
-- index never passes the end of its bracket: at a break point the last digit of a double must not change the category.
create or replace view air_ispu as
with counted as (
    select m.source, m.station, m.day_at, m.pollutant, m.hours_n,
           coalesce(least(b.i_to, b.i_from + (b.i_to - b.i_from) / (b.x_to - b.x_from) * (m.value - b.x_from)), 500) as i,
           b.pollutant is null as is_above_scale
    from air_means m
    left join ispu_breakpoint b on b.pollutant = m.pollutant and (m.value > b.x_from or m.value = 0 and b.rank = 1) and m.value <= b.x_to
         and b.valid_from <= m.day_at + interval 7 hour and (b.valid_to is null or b.valid_to > m.day_at + interval 7 hour)
    where m.value >= 0 and exists (from ispu_breakpoint k where k.pollutant = m.pollutant and k.valid_from <= m.day_at + interval 7 hour
                                   and (k.valid_to is null or k.valid_to > m.day_at + interval 7 hour))
),
indices as (
    select source, station, measured_at, source_ispu, source_critical, pm25, pm10, so2, co, o3, no2, hc
    from air_quality where span = 'day' and unit = 'ispu'
),
published as (
    select source, station, measured_at as day_at, pollutant, i, source_ispu, source_critical
    from indices unpivot include nulls (i for pollutant in (pm25, pm10, so2, co, o3, no2, hc))
),
stated as (
    select source, station, day_at, max(i) as most, arg_max(pollutant, (i, pollutant)) filter (i is not null) as worst, count(i)::integer as pollutants_n,
           max(source_ispu) as source_ispu, max(source_critical) as named, max(i) filter (pollutant = source_critical) as i_named
    from published group by source, station, day_at
),
found as (
    select source, station, day_at, 'hitung' as method, max(i) as ispu, arg_max(pollutant, (i, pollutant)) as critical,
           count(*)::integer as pollutants_n, min(hours_n) as hours_n, bool_or(is_above_scale) as is_above_scale, null::double as source_ispu
    from counted group by source, station, day_at
    union all
    select source, station, day_at, 'terbit', greatest(most, source_ispu),
           case when i_named = most or source_ispu > coalesce(most, 0) then named else worst end,
           pollutants_n, null, greatest(most, source_ispu) > 500, source_ispu
    from stated
)
select f.source, f.station, f.day_at, (f.day_at + interval 7 hour)::date as day_on, f.method, least(f.ispu, 500) as ispu, f.critical,
       f.pollutants_n, f.hours_n, coalesce(f.is_above_scale, false) as is_above_scale, f.source_ispu, c.category, c.rank as category_rank
from found f
left join ispu_category c on (f.ispu > c.i_from or f.ispu = 0 and c.rank = 1) and least(f.ispu, 500) <= c.i_to and c.valid_to is null
where f.ispu is not null;
