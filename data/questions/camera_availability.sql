-- One camera in the last day and the last week: by what its source says (seconds), and by what the proxy met (tries).
select coalesce(d.online_s, 0) as day_online_s, coalesce(d.known_s, 0) as day_known_s, coalesce(w.online_s, 0) as week_online_s, coalesce(w.known_s, 0) as week_known_s,
       p.day_n, p.day_ok_n, p.week_n, p.week_ok_n, p.last_at, p.last_outcome
from (select count(*) filter (probed_at >= $moment - interval 1 day) as day_n, count(*) filter (probed_at >= $moment - interval 1 day and outcome = 'ok') as day_ok_n,
             count(*) as week_n, count(*) filter (outcome = 'ok') as week_ok_n, max(probed_at) as last_at, arg_max(outcome, probed_at) as last_outcome
      from camera_probe where source = $camera_source and camera_id = $camera_id and probed_at >= $moment - interval 7 day and probed_at < $moment) p
left join (from camera_uptime($moment::timestamp - interval 1 day, $moment::timestamp)) d on d.source = $camera_source and d.camera_id = $camera_id
left join (from camera_uptime($moment::timestamp - interval 7 day, $moment::timestamp)) w on w.source = $camera_source and w.camera_id = $camera_id;
