-- One incident whatever its age, as known at as_of, with the names of type, camera and area.
select i.source, i.incident_id, i.event_type, coalesce(t.title_id, i.event_type_raw, i.event_type) as title_id,
       coalesce(t.title_en, i.event_type_raw, i.event_type) as title_en, i.priority, i.confidence, i.is_false_alarm, i.detected_at, i.received_at,
       i.verified_at, i.acknowledged_at, i.dispatched_at, i.on_scene_at, i.cleared_at, i.updated_at, i.camera_id, c.name as camera_name,
       i.lon, i.lat, i.area, a.name as area_name
from incidents($as_of) i
left join incident_type t on t.event_type = i.event_type
left join (from camera where source = $source qualify row_number() over (partition by camera_id order by updated_at desc) = 1) c on c.camera_id = i.camera_id
left join area a on a.code = i.area
where i.source = $source and i.incident_id = $id;
