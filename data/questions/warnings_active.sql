-- Warnings in force at a moment that touch the area asked for; those without a drawn area count everywhere.
with here as (select geom from area where code = $area)
select w.source, w.sender, w.identifier, w.sent_at, w.msg_type, w.event, w.category, w.urgency, w.severity, s.rank as severity_rank,
       s.title_id as severity_id, s.title_en as severity_en, w.certainty, w.effective_at, w.onset_at, w.expires_at, w.is_begun, w.is_exercise,
       case when w.is_exercise then 'LATIHAN' end as banner, w.headline, w.description, w.instruction, w.area_desc, w.attribution, w.web,
       w.lon, w.lat, st_asgeojson(w.geom)::varchar as geometry
from warnings_at($moment::timestamp) w
left join warning_severity s on s.severity = w.severity
where ($exercises or not w.is_exercise) and is_of_source(w.source, $sources)
  and (w.geom is null or not exists (from here) or exists (from here h where st_intersects(h.geom, w.geom)))
order by w.is_exercise, s.rank desc nulls last, w.sent_at desc, w.identifier;
