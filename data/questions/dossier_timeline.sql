-- What happened within [since, until) in an area, oldest first, on one line: cameras, fires, gates, floods, buses, warnings, and reports by
-- the hour. subject and step are keys; name_id and name_en are the thing's title; a gate is told only when its siaga changes.
with seen as (
    select i.source, i.incident_id, i.area, i.lon, i.lat, i.camera_id, i.priority, coalesce(t.title_id, i.event_type_raw, i.event_type) as name_id,
           coalesce(t.title_en, i.event_type_raw, i.event_type) as name_en, i.is_false_alarm,
           unnest([{step: 'terdeteksi', event_at: i.detected_at}, {step: 'diverifikasi', event_at: i.verified_at},
                   {step: 'ditanggapi', event_at: i.acknowledged_at}, {step: 'dikirim', event_at: i.dispatched_at},
                   {step: 'di_lokasi', event_at: i.on_scene_at}, {step: 'selesai', event_at: i.cleared_at}], recursive := true)
    from incidents($as_of) i
    left join incident_type t on t.event_type = i.event_type
    where i.detected_at < $until and lies_in(i.area, $area) and is_of_source(i.source, $sources)
),
burnt as (
    select f.source, f.call_id, f.area, f.lon, f.lat, f.object, f.outcome, f.address, f.units,
           unnest([{step: 'panggilan', event_at: f.called_at}, {step: 'berangkat', event_at: f.departed_at},
                   {step: 'tiba', event_at: f.arrived_at}, {step: 'selesai', event_at: f.cleared_at}], recursive := true)
    from fires($as_of) f
    where f.called_at < $until and lies_in(f.area, $area) and is_of_source(f.source, $sources)
),
gauged as (
    select source, post, name, area, lon, lat, level_cm, siaga, measured_at as event_at,
           lag(siaga) over (partition by source, post order by measured_at) as siaga_before
    from water_siaga
    where measured_at >= $since::timestamp - interval 6 hour and measured_at < $until and measured_at <= $moment
      and lies_in(area, $area) and is_of_source(source, $sources) and siaga is not null
),
flooded as (
    select source, area, changed_at as event_at, max(state) as state, count(*) as n
    from flood_area
    where changed_at >= $since and changed_at < $until and changed_at <= $moment and lies_in(area, $area) and is_of_source(source, $sources)
    group by source, area, changed_at
),
asked as (
    select date_trunc('hour', created_at) as hour_at, source, category, count(*) as n
    from reports_asked($as_of, $area, $since, $until, $sources, null, null)
    where created_at <= $moment
    group by hour_at, source, category
),
hours as (
    select greatest(hour_at, $since::timestamp) as event_at, source, sum(n)::bigint as n, arg_max(category, (n, category)) as category, max(n) as most_n
    from asked group by hour_at, source
),
told as (
    select event_at, 'kamera' as subject, step, source, incident_id as thing, name_id, name_en, camera_id as detail, null::double as value, area, lon, lat from seen
    union all
    select event_at, 'kebakaran', step, source, call_id, coalesce(object, outcome), coalesce(object, outcome), address, units::double, area, lon, lat from burnt
    union all
    select event_at, 'pintu_air', case when siaga_before is null then 'dibaca' when siaga < siaga_before then 'naik' else 'turun' end, source, post, name, name,
           siaga::varchar, level_cm, area, lon, lat
    from gauged where siaga is distinct from siaga_before
    union all
    select f.event_at, 'banjir', 'berubah', f.source, f.area, s.title_id, s.title_en, f.n::varchar, f.n, f.area, null, null
    from flooded f left join flood_state s on s.state = f.state
    union all
    select event_at, 'laporan', 'masuk', source, null, category, category, most_n::varchar, n, null, null, null from hours
    union all
    select unnest([from_at, until_at]), 'bus', unnest(['umpan_diam', 'umpan_kembali']), source, kind, null, null, null, date_diff('second', from_at, until_at) / 60,
           null, null, null
    from realtime_gap where is_of_source(source, $sources)
    union all
    select coalesce(active_from, updated_at), 'bus', 'pengumuman', source, alert_id, header, header, array_to_string(route_ids, ', '), null, null, null, null
    from (from service_alert where is_of_source(source, $sources) and updated_at <= $moment qualify row_number() over (partition by source, alert_id order by updated_at desc) = 1)
    union all
    select sent_at, 'peringatan', lower(msg_type), source, identifier, coalesce(headline, event), coalesce(headline, event), area_desc, null, null, lon, lat
    from warning
    where status = 'Actual' and scope = 'Public' and is_of_source(source, $sources)
      and (geom is null or not exists (from area where code = $area) or exists (from area a where a.code = $area and st_intersects(a.geom, warning.geom)))
)
select t.*, a.name as area_name
from told t
left join area a on a.code = t.area
where event_at >= $since and event_at < $until and event_at <= $moment
order by event_at, subject, step, source, thing;
