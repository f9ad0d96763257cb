-- Cameras by source and kota: the share that is offline among those whose status is known, in %.
create or replace macro camera_outage() as table
select c.source, c.kota, coalesce(replace(replace(a.name, 'Kota Administrasi ', ''), 'Kabupaten Administrasi ', ''), c.kota) as name,
       100.0 * count(*) filter (c.status = 'offline') / nullif(count(*) filter (c.status in ('online', 'offline')), 0) as offline_pct,
       count(*) filter (c.status in ('online', 'offline')) as known_n
from (select source, area[:5] as kota, status from camera where area is not null
      qualify row_number() over (partition by source, camera_id order by updated_at desc) = 1) c
left join area a on a.code = c.kota
group by c.source, c.kota, a.name;
