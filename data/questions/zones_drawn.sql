-- Zones as the map draws them: within some nine metres of their true boundary, and written to a metre; the largest first, so that a small one lies above.
select z.source, z.zone_id, z.code, z.land_use, z.area, n.name as area_name, z.lon, z.lat,
       st_asgeojson(st_reduceprecision(st_simplifypreservetopology(z.geom, 0.00008), 0.00001))::varchar as geometry
from zoning_area z left join area n on n.code = z.area
where is_of_source(z.source, $sources)
order by st_area(z.geom) desc, z.source, z.zone_id;
