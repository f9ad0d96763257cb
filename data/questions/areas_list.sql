-- Areas by level and parent (each may be null: all).
select code, name, level, parent, population, population_year, area_km2, lon, lat, is_schematic
from area
where ($level is null or level = $level) and ($parent is null or parent = $parent)
order by code;
