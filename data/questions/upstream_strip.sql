-- Each reach of river from an upstream post to the next: both levels by the moment, and when the water now above may
-- arrive below. Travel times are ranges; an arrival is given only for water at siaga 3 or worse that is known now.
with known as (
    select post, level_cm, measured_at, is_least, case when not is_stale then siaga end as siaga
    from water_posts($moment::timestamp) where is_of_source(source, $sources)
    qualify row_number() over (partition by post order by measured_at desc, source) = 1
),
posts as (from flood_post where valid_from <= $moment::timestamp + interval 7 hour and (valid_to is null or valid_to > $moment::timestamp + interval 7 hour))
select t.from_post, f.name as from_name, f.river as river, u.level_cm as from_level_cm, u.measured_at as from_measured_at, u.siaga as from_siaga,
       t.to_post, d.name as to_name, k.level_cm as to_level_cm, k.measured_at as to_measured_at, k.siaga as to_siaga, t.from_h, t.to_h,
       case when u.siaga <= 3 then u.measured_at + to_minutes((t.from_h * 60)::integer) end as arrives_from_at,
       case when u.siaga <= 3 then u.measured_at + to_minutes((t.to_h * 60)::integer) end as arrives_to_at,
       case when u.siaga is null then 'tidak diketahui' else 'ok' end as state, t.reference
from flood_travel t
join posts f on f.post = t.from_post
join posts d on d.post = t.to_post
left join known u on u.post = t.from_post
left join known k on k.post = t.to_post
where t.valid_from <= $moment::timestamp + interval 7 hour and (t.valid_to is null or t.valid_to > $moment::timestamp + interval 7 hour)
order by f.rank, d.rank;
