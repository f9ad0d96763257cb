-- Who is in the way of the water, from the city's own record, for no course of a river is among its facts: which kelurahan
-- told of a flood after the water above stood at siaga 3 or worse. An episode of a post is its readings at siaga 1 to 3; its
-- window runs from the shortest travel time below the post to the longest, and a day more; episodes whose windows overlap are
-- one. Only windows that are over count, and only where floods were recorded at all within thirty days: silence of the record
-- is not a dry city. A kelurahan counts once in an episode.
with recursive travel as (
    select from_post, to_post, from_h, to_h from flood_travel
    where valid_from <= $moment::timestamp + interval 7 hour and (valid_to is null or valid_to > $moment::timestamp + interval 7 hour)
),
ways as (
    select from_post as post, to_post, from_h, to_h, 1 as legs from travel
    union all
    select w.post, t.to_post, w.from_h + t.from_h, w.to_h + t.to_h, w.legs + 1 from ways w join travel t on t.from_post = w.to_post where w.legs < 10
),
posts as (
    select p.post, p.name, p.river, p.rank, coalesce(min(w.from_h), 0) as from_h, coalesce(max(w.to_h), 0) + 24 as to_h
    from flood_post p left join ways w on w.post = p.post
    where p.valid_from <= $moment::timestamp + interval 7 hour and (p.valid_to is null or p.valid_to > $moment::timestamp + interval 7 hour)
      and (p.post in (select from_post from travel) or p.post in (select to_post from travel))
    group by all
),
high as (
    select post, p.from_h, p.to_h, s.measured_at,
           coalesce(s.measured_at - lag(s.measured_at) over (partition by post order by s.measured_at) > to_minutes((60 * (p.to_h - p.from_h))::integer), true) as is_first
    from water_siaga s join posts p using (post)
    where s.siaga <= 3 and s.measured_at <= $moment::timestamp and is_of_source(s.source, $sources)
),
episodes as (
    select post, n, min(measured_at) + to_minutes((60 * any_value(from_h))::integer) as opens_at, max(measured_at) + to_minutes((60 * any_value(to_h))::integer) as closes_at
    from (select *, count(*) filter (is_first) over (partition by post order by measured_at) as n from high)
    group by post, n
    having closes_at <= $moment::timestamp
),
told as (
    select area, reported_at as told_at, source, coalesce(depth_cm, 1) > 0 as is_wet from flood_report where is_of_source(source, $sources)
    union all by name
    select area, changed_at as told_at, source, state > 1 as is_wet from flood_area where is_of_source(source, $sources)
),
records as (
    select area, time_bucket(interval 1 hour, told_at) as hour_at, bool_or(is_wet) as is_wet, min(told_at) filter (is_wet) as first_at, max(told_at) filter (is_wet) as last_at,
           list(distinct source) filter (is_wet) as sources
    from told where told_at <= $moment::timestamp group by all
),
recorded as (
    select post, n, opens_at, closes_at from episodes
    where exists (select 1 from records r where r.hour_at between episodes.opens_at - interval 30 day and episodes.closes_at + interval 30 day)
),
counted as (select post, count(*) as episodes_n, min(opens_at) as since_at, max(closes_at) as until_at from recorded group by post),
hits as (
    select e.post, r.area, count(distinct e.n) as hits_n, max(r.last_at) as last_at, list_sort(list_distinct(flatten(list(r.sources)))) as sources
    from recorded e join records r on r.last_at >= e.opens_at and r.first_at < e.closes_at
    where r.is_wet and r.area is not null and lies_in(r.area, $area)
    group by e.post, r.area
)
select p.post, p.name, p.river, p.from_h, p.to_h, coalesce(c.episodes_n, 0) as episodes_n, c.since_at, c.until_at,
       h.area, a.name as area_name, a.population as people, a.population_year as people_year, h.hits_n, h.last_at, array_to_string(h.sources, ', ') as sources
from posts p
left join counted c using (post)
left join hits h on h.post = p.post
left join area a on a.code = h.area
order by p.rank, h.hits_n desc, a.population desc nulls last, h.area;
