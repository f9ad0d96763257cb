-- What a word may mean: a route, a stop, a bus or a place. Case and accents do not count. rank: 0 the word itself, 1 it begins
-- so, 2 a word in it begins so, 3 it stands inside, 4 nearly so (a typing error). Words are compared, never made into SQL or patterns.
with asked as (select trim(lower(strip_accents($q::varchar))) as q),
things as (
    select 'route' as kind, source, route_id as id, coalesce(route_short_name, route_id) as title, route_long_name as detail, null::varchar as area, null::double as lon, null::double as lat, 0 as nth
    from transit_route where is_home(source)
    union all
    select 'stop', source, stop_id, stop_name, stop_code, area, lon, lat, 1 from transit_stop where is_home(source) and coalesce(location_type, 0) < 2
    union all
    select 'bus', source, vehicle_id, coalesce(label, vehicle_id), coalesce(route_id, ''), null, lon, lat, 2 from vehicle_now where is_home(source)
    union all
    select 'area', source, code, name, level, code, lon, lat, 3 from area where level <> 'provinsi'
    union all
    select 'facility', f.source, f.facility_id, f.name, k.title_id, f.area, f.lon, f.lat, 4
    from facility f left join facility_kind k on k.kind = f.kind where is_home(f.source) and f.name is not null and f.lon is not null
),
plain as (
    select t.*, a.q, lower(strip_accents(t.title)) as p, lower(strip_accents(coalesce(t.detail, ''))) as d, lower(t.id) as k
    from things t, asked a where length(a.q) > 0 or $is_list
),
ranked as (
    select *, case when $is_list or p = q or k = q or (kind = 'route' and q in ('koridor ' || p, 'corridor ' || p, 'rute ' || p)) then 0
                   when starts_with(p, q) or starts_with(k, q) then 1
                   when contains(' ' || translate(p, '-/()[],.', '        '), ' ' || q) or (kind in ('route', 'stop') and contains(' ' || d, ' ' || q)) then 2
                   when contains(p, q) or (kind = 'route' and contains(d, q)) then 3
                   when length(q) >= 4 and greatest(jaro_winkler_similarity(p, q), list_max(list_transform(string_split(p, ' '), lambda w: jaro_winkler_similarity(w, q)))) >= 0.9 then 4 end as rank
    from plain
)
select r.kind, r.source, r.id, r.title, r.detail, r.area, n.name as area_name, r.lon, r.lat, r.rank
from ranked r left join area n on n.code = r.area
where r.rank is not null and ($kind is null or r.kind = $kind)
order by r.rank, r.nth, length(r.title), r.title, r.source, r.id limit $most;
