-- Areas of a level with their outlines as GeoJSON text in WGS84: simplified, and rounded to about a metre.
select code, name, level, parent, population, population_year, area_km2, lon, lat, is_schematic,
       st_asgeojson(st_reduceprecision(st_simplifypreservetopology(geom, $tolerance::double), 0.00001))::varchar as geometry
from area
where level = $level
order by code;
