-- What stands in the newest snapshot of each source by a moment, when that snapshot is not older than half an hour.
with snapshots as (
    select source, max(seen_at) as seen_at
    from (select source, seen_at from traffic_jam union all select source, seen_at from traffic_alert union all select source, seen_at from traffic_irregularity)
    where seen_at <= $moment group by source having max(seen_at) > $moment::timestamp - interval 30 minute
),
standing as (
    select 'macet' as kind, source, jam_id as id, seen_at, published_at, street, level::double as level, speed_kmh, length_m, delay_s, is_blocked,
           null::varchar as alert_kind, null::varchar as alert_subkind, null::integer as reliability, null::integer as confidence,
           lon, lat, area, st_asgeojson(geom)::varchar as geometry
    from traffic_jam
    union all
    select 'tidak_lazim', source, irregularity_id, seen_at, detected_at, street, severity, speed_kmh, length_m, delay_s, false,
           null, null, null, null, lon, lat, area, st_asgeojson(geom)::varchar
    from traffic_irregularity
    union all
    select 'laporan', source, alert_id, seen_at, published_at, street, null, null, null, null, false, kind, subkind, reliability, confidence, lon, lat, area, null
    from traffic_alert
)
select s.*, a.name as area_name
from standing s
join snapshots n on n.source = s.source and n.seen_at = s.seen_at
left join area a on a.code = s.area
where lies_in(s.area, $area) and is_of_source(s.source, $sources)
order by s.kind desc, s.level desc nulls last, s.delay_s desc nulls last, s.source, s.id;
