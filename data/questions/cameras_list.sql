-- Cameras by source and id, one page.
select source, camera_id, name, owner, lon, lat, area, place, stream_url, snapshot_url, status, updated_at
from camera
where lies_in(area, $area) and is_of_source(source, $sources)
  and ($after_source is null or (source, camera_id) > ($after_source::varchar, $after_camera_id::varchar))
order by source, camera_id
limit $rows;
