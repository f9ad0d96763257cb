-- Incidents that nobody has acknowledged at the moment, neither false nor cleared, however old: high priority first, then the
-- one that waits longest. is_late: past the limit of its priority. all_n, late_n: of all of them, also those beyond $rows.
select c.source, c.id as incident_id, coalesce(t.title_id, c.event_type) as title_id, coalesce(t.title_en, c.event_type) as title_en, c.priority, c.created_at as detected_at,
       c.t / 60 as age_min, coalesce(c.due_at < $moment, false) as is_late, k.name as camera_name, k.owner, c.area, a.name as area_name,
       count(*) over () as all_n, count(*) filter (c.due_at < $moment) over () as late_n
from incident_cases($as_of, $moment, 'acknowledge', 'detected', $area, null::timestamp, $until, $sources) c
left join incident_type t on t.event_type = c.event_type
left join (from camera qualify row_number() over (partition by source, camera_id order by updated_at desc) = 1) k on k.source = c.source and k.camera_id = c.camera_id
left join area a on a.code = c.area
where c.is_open
order by list_position(['tinggi', 'sedang', 'rendah'], c.priority), c.created_at, c.source, c.id
limit $rows;
