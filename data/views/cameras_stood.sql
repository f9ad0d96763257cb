-- Every camera with its state as its source told it by a moment: as it stands where nothing was told since, else by the log of changes
-- (camera_status). A camera of which the log says nothing by then was not known.
create or replace macro cameras_stood(on_moment) as table
select source, camera_id, area, status from camera where updated_at <= on_moment
union all
select c.source, c.camera_id, c.area, s.status
from camera c
join (select source, camera_id, arg_max(status, changed_at) as status from camera_status where changed_at <= on_moment group by source, camera_id) s
  on s.source = c.source and s.camera_id = c.camera_id
where c.updated_at > on_moment;
