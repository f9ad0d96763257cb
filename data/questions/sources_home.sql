-- The sources of this city.
select distinct source from source where is_home order by source
