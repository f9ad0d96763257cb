-- Incidents as the city knew them at as_of (null: now): clocks that had not been set yet are null, and a false alarm is
-- one only after somebody looked.
create or replace macro incidents(as_of) as table
select i.source, i.incident_id, i.camera_id, i.event_type, i.event_type_raw, i.priority, i.confidence,
       i.is_false_alarm and (as_of is null or coalesce(i.verified_at, i.acknowledged_at, i.cleared_at, i.detected_at) <= as_of) as is_false_alarm,
       i.detected_at, i.received_at,
       case when as_of is null or i.verified_at <= as_of then i.verified_at end as verified_at,
       case when as_of is null or i.acknowledged_at <= as_of then i.acknowledged_at end as acknowledged_at,
       case when as_of is null or i.dispatched_at <= as_of then i.dispatched_at end as dispatched_at,
       case when as_of is null or i.on_scene_at <= as_of then i.on_scene_at end as on_scene_at,
       case when as_of is null or i.cleared_at <= as_of then i.cleared_at end as cleared_at,
       i.updated_at, i.lon, i.lat, i.area, i.place
from incident i
where as_of is null or coalesce(i.received_at, i.detected_at) <= as_of;
