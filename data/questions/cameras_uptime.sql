-- Every camera's share of the known time online, in %, in the day and in the week before $until.
select w.source, w.camera_id, 100 * d.online_s / nullif(d.known_s, 0) as online_24h_pct, 100 * w.online_s / nullif(w.known_s, 0) as online_7d_pct
from camera_uptime($until::timestamp - interval 7 day, $until::timestamp) w
left join camera_uptime($until::timestamp - interval 1 day, $until::timestamp) d on d.source = w.source and d.camera_id = w.camera_id;
