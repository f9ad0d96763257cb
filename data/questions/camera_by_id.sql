-- One camera, with the name of its kelurahan and kota, and whether its source is simulated.
select c.source, c.camera_id, c.name, c.owner, c.lon, c.lat, c.area, a.name as area_name, k.name as kota_name, c.stream_url, c.snapshot_url, c.status, c.updated_at,
       coalesce(s.is_simulated, starts_with(c.source, 'simulasi')) as is_simulated
from camera c
left join area a on a.code = c.area
left join area k on k.code = c.area[:5]
left join (select source, bool_or(is_simulated) as is_simulated from source group by source) s on s.source = c.source
where c.source = $camera_source and c.camera_id = $camera_id
order by c.updated_at desc
limit 1;
