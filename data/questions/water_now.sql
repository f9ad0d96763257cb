-- The newest reading of each post by a moment. Past twice its interval a reading says nothing about now: the state is
-- 'tidak diketahui' and the siaga is empty. trend_cm_h: against the reading nearest to an hour before, within two hours.
with aged as (from water_posts($moment::timestamp) where lies_in(area, $area) and is_of_source(source, $sources)),
before as (
    select s.source, s.post, arg_min(s.level_cm, abs(date_diff('minute', s.measured_at, n.measured_at) - 60)) as level_cm,
           arg_min(s.measured_at, abs(date_diff('minute', s.measured_at, n.measured_at) - 60)) as measured_at
    from water_level s join aged n on n.source = s.source and n.post = s.post
    where s.measured_at < n.measured_at and s.measured_at >= n.measured_at - interval 2 hour
    group by s.source, s.post
)
select a.source, a.post, a.name, a.river, a.kind, a.datum, a.lon, a.lat, a.area, a.level_cm, a.measured_at, a.age_min,
       case when a.is_stale then 'tidak diketahui' when a.siaga is null then 'tanpa batas' else 'ok' end as state,
       case when not a.is_stale then a.siaga end as siaga, case when not a.is_stale then a.severity end as severity,
       l.title_id, l.title_en, l.acts_id, l.acts_en, a.source_siaga, a.source_status, a.is_mismatch, a.is_least, a.is_verified,
       (a.level_cm - b.level_cm) * 60 / date_diff('minute', b.measured_at, a.measured_at) as trend_cm_h,
       a.s3_cm, a.s2_cm, a.s1_cm, coalesce(a.interval_min, 30) as interval_min, a.weather
from aged a
left join before b on b.source = a.source and b.post = a.post
left join siaga_level l on l.siaga = case when not a.is_stale then a.siaga end
order by severity desc nulls last, a.rank nulls last, a.name, a.source;
