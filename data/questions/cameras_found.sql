-- Cameras by words in name, number, owner or place; nearest first when a point is given, else those that can be seen first.
with known as (
    select c.*, a.name as area_name, coalesce(s.is_simulated, starts_with(c.source, 'simulasi')) as is_simulated,
           case when $lon::double is not null and c.lon is not null then
                111320 * sqrt(((c.lon - $lon::double) * cos(radians($lat::double))) ** 2 + (c.lat - $lat::double) ** 2) end as distance_m
    from (from camera qualify row_number() over (partition by source, camera_id order by updated_at desc) = 1) c
    left join area a on a.code = c.area
    left join (select source, bool_or(is_simulated) as is_simulated from source group by source) s on s.source = c.source
    where lies_in(c.area, $area) and is_of_source(c.source, $sources)
)
select source, camera_id, name, owner, area, area_name, lon, lat, status, updated_at, is_simulated, distance_m,
       coalesce(stream_url, '') <> '' as has_stream, coalesce(snapshot_url, '') <> '' as has_photo
from known
where len(list_filter(string_split(lower($words), ' '), lambda w: not contains(lower(concat_ws(' ', name, camera_id, owner, area_name)), w))) = 0
  and ($keys is null or list_contains($keys::varchar[], source || '/' || camera_id))
  and ($lon::double is null or distance_m is not null)
order by distance_m, not (has_stream or has_photo), status <> 'online', not has_stream, source, camera_id
limit $rows;
