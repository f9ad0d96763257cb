-- Seconds in [since, until) for which a camera's source called it online, and for which it said anything. A state holds
-- until the next one; before the first one nothing is known.
create or replace macro camera_uptime(since, until) as table
select source, camera_id,
       coalesce(sum(epoch(least(ended_at, until) - greatest(changed_at, since))) filter (status = 'online'), 0) as online_s,
       sum(epoch(least(ended_at, until) - greatest(changed_at, since))) as known_s
from (select source, camera_id, status, changed_at, lead(changed_at, 1, until) over (partition by source, camera_id order by changed_at) as ended_at
      from camera_status where changed_at < until)
where ended_at > since and ended_at > changed_at
group by source, camera_id;
