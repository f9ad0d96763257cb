-- Incidents detected in the period, newest first, one page, with the names of type, camera and area.
select i.incident_id, i.source, i.event_type, coalesce(t.title_id, i.event_type_raw, i.event_type) as title_id,
       coalesce(t.title_en, i.event_type_raw, i.event_type) as title_en, i.priority, i.detected_at, i.acknowledged_at,
       i.cleared_at, i.is_false_alarm, i.camera_id, c.name as camera_name, i.area, a.name as area_name,
       i.lon, i.lat, i.confidence, i.received_at, i.verified_at, i.dispatched_at, i.on_scene_at
from (select * from incidents($as_of)
      where detected_at >= $since and detected_at < $until
        and lies_in(area, $area) and is_of_source(source, $sources)
        and ($after_detected_at is null or (detected_at, source, incident_id) < ($after_detected_at::timestamp, $after_source::varchar, $after_incident_id::varchar))
      order by detected_at desc, source desc, incident_id desc
      limit $rows) i
left join incident_type t on t.event_type = i.event_type
left join (from camera qualify row_number() over (partition by source, camera_id order by updated_at desc) = 1) c on c.source = i.source and c.camera_id = i.camera_id
left join area a on a.code = i.area
order by i.detected_at desc, i.source desc, i.incident_id desc;
