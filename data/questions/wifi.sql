-- Public Wi-Fi by area, link, kind or site. Minutes are those of sites that reported; silent_n are site-days without a word.
with asked as (
    select *, case $by when 'area' then left(area, $code_len) when 'link' then link when 'kind' then kind else source || '/' || site_id end as key
    from wifi_day
    where day_on >= ($since + interval 7 hour)::date and day_on < ($until + interval 7 hour)::date and updated_at <= $moment and lies_in(area, $area) and is_of_source(source, $sources)
)
select k.key, coalesce(case when $by = 'site' then max(k.name) else any_value(a.name) end, k.key, 'tidak_diketahui') as name, count(distinct (k.source, site_id)) as sites_n,
       100 * sum(up_min) / nullif(sum(expected_min) filter (up_min is not null), 0) as up_pct, count(*) filter (up_min is null) as silent_n, count(*) as days_n,
       median(down_mbps) as down_mbps, median(up_mbps) as up_mbps, max(devices_n) as devices_n, arg_max(link, day_on) as link, arg_max(k.kind, day_on) as kind, max(day_on) as newest_on,
       case when $by = 'site' then any_value(k.source) end as source, case when $by = 'site' then any_value(k.area) end as area,
       case when $by = 'site' then any_value(k.lon) end as lon, case when $by = 'site' then any_value(k.lat) end as lat
from asked k left join area a on a.code = k.key
group by k.key order by up_pct nulls first, k.key
limit $most;
