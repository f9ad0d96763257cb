-- The newest reading of each post by a moment (UTC), of the thirty days before it. is_stale: older than twice the post's
-- interval, so that it says nothing about now.
create or replace macro water_posts(moment) as table
select w.*, date_diff('second', w.measured_at, moment) / 60 as age_min,
       date_diff('second', w.measured_at, moment) / 60 > 2 * coalesce(w.interval_min, 30) as is_stale
from water_siaga w
semi join (select source, post, max(measured_at) as measured_at from water_level
           where measured_at <= moment and measured_at > moment - interval 30 day group by source, post) n
     on n.source = w.source and n.post = w.post and n.measured_at = w.measured_at
where w.measured_at <= moment and w.measured_at > moment - interval 30 day;
