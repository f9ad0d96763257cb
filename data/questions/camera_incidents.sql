-- The newest incidents of one camera as known at as_of.
select i.incident_id, i.event_type, coalesce(t.title_id, i.event_type_raw, i.event_type) as title_id, coalesce(t.title_en, i.event_type_raw, i.event_type) as title_en,
       i.priority, i.detected_at, i.acknowledged_at, i.cleared_at, i.is_false_alarm
from incidents($as_of) i
left join incident_type t on t.event_type = i.event_type
where i.source = $camera_source and i.camera_id = $camera_id and i.detected_at <= $moment
order by i.detected_at desc, i.incident_id desc
limit 8;
