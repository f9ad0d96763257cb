select z.source, z.zone_id, z.code, z.land_use, z.lon, z.lat, z.area, n.name as area_name, st_asgeojson(z.geom)::varchar as geometry
from zoning_area z left join area n on n.code = z.area
where lies_in(z.area, $area) and is_of_source(z.source, $sources)
order by z.source, z.zone_id;
