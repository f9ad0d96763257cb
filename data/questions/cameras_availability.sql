-- Availability of groups of cameras in [since, until): the share of the known camera-time in which they were online, how many
-- cameras that stands on, how many are on now, and what the proxy met.
with asked as (
    select c.source, c.camera_id, c.status, case when $by = 'pemilik' then c.owner else c.area[:5] end as key
    from (from camera qualify row_number() over (partition by source, camera_id order by updated_at desc) = 1) c
    where lies_in(c.area, $area) and is_of_source(c.source, $sources)
),
tried as (
    select source, camera_id, count(*) as n, count(*) filter (outcome = 'ok') as ok_n
    from camera_probe where probed_at >= $since and probed_at < $until group by source, camera_id
)
select a.key, coalesce(max(k.name), a.key) as name, count(*) as cameras_n, count(u.known_s) as known_n, 100 * sum(u.online_s) / nullif(sum(u.known_s), 0) as online_pct,
       count(*) filter (a.status = 'online') as online_n, count(*) filter (a.status = 'offline') as offline_n, count(*) filter (a.status = 'unknown') as unknown_n,
       count(*) filter (u.known_s > 0 and u.online_s < 0.5 * u.known_s) as mostly_off_n,
       coalesce(sum(t.n), 0)::bigint as tries_n, 100.0 * sum(t.ok_n) / nullif(sum(t.n), 0) as tries_ok_pct
from asked a
left join camera_uptime($since::timestamp, $until::timestamp) u on u.source = a.source and u.camera_id = a.camera_id
left join tried t on t.source = a.source and t.camera_id = a.camera_id
left join area k on k.code = a.key
group by a.key
order by online_pct nulls last, name;
