-- Where an incident is: its own point, else its camera's. The newest when sources share a number.
select i.source, i.incident_id, coalesce(t.title_id, i.event_type_raw, i.event_type) as title_id, coalesce(t.title_en, i.event_type_raw, i.event_type) as title_en,
       coalesce(i.lon, c.lon) as lon, coalesce(i.lat, c.lat) as lat
from incident i
left join incident_type t on t.event_type = i.event_type
left join camera c on c.source = i.source and c.camera_id = i.camera_id
where i.incident_id = $incident and ($incident_source is null or i.source = $incident_source) and coalesce(i.lon, c.lon) is not null and coalesce(i.lat, c.lat) is not null
order by i.detected_at desc
limit 1;
