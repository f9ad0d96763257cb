-- Floods as citizens tell them and flooded RW of the hours before a moment: what the map draws. kind 'laporan' is a point, 'rw' an area
-- with its newest state; an RW whose state is back at 0 is left out.
with told as (
    select 'laporan' as kind, r.source, r.report_id as id, r.reported_at as seen_at, r.depth_cm, null::integer as state, r.description, r.channel,
           r.lon, r.lat, r.area, null::varchar as geometry
    from flood_report r
    where r.reported_at <= $moment and r.reported_at > $moment::timestamp - to_hours($hours)
      and lies_in(r.area, $area) and is_of_source(r.source, $sources)
),
newest as (
    from flood_area where changed_at <= $moment qualify row_number() over (partition by source, rw order by changed_at desc) = 1
),
flooded as (
    select 'rw' as kind, f.source, f.rw as id, f.changed_at as seen_at, null::double as depth_cm, f.state, null::varchar as description, null::varchar as channel,
           f.lon, f.lat, f.area, st_asgeojson(f.geom)::varchar as geometry
    from newest f
    where f.state > 0 and f.changed_at > $moment::timestamp - to_hours($hours) and lies_in(f.area, $area) and is_of_source(f.source, $sources)
)
select n.*, s.title_id as state_id, s.title_en as state_en, a.name as area_name
from (from told union all from flooded) n
left join flood_state s on s.state = n.state
left join area a on a.code = n.area
order by n.kind desc, n.state desc nulls last, n.seen_at desc, n.id;
