-- The newest reading of each post by a moment (UTC), of the thirty days before it. is_stale: older than twice the post's
-- interval, so that it says nothing about now.
create or replace macro water_posts(moment) as table
select w.*, date_diff('second', w.measured_at, moment) / 60 as age_min,
       date_diff('second', w.measured_at, moment) / 60 > 2 * coalesce(w.interval_min, 30) as is_stale
from (from water_siaga where measured_at <= moment and measured_at > moment - interval 30 day
      qualify row_number() over (partition by source, post order by measured_at desc) = 1) w;
