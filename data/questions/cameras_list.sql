-- Cameras by source and id, one page; of a past moment those that were known, in the state of then.
with stood as materialized (select source, camera_id, status from cameras_stood($as_of::timestamp) where $as_of is not null)
select c.source, c.camera_id, c.name, c.owner, c.lon, c.lat, c.area, c.place, c.stream_url, c.snapshot_url, case when $as_of is null then c.status else s.status end as status,
       case when $as_of is null or c.updated_at <= $as_of then c.updated_at end as updated_at
from camera c left join stood s on s.source = c.source and s.camera_id = c.camera_id
where ($as_of is null or s.camera_id is not null) and lies_in(c.area, $area) and is_of_source(c.source, $sources)
  and ($after_source is null or (c.source, c.camera_id) > ($after_source::varchar, $after_camera_id::varchar))
order by c.source, c.camera_id
limit $rows;
