-- Every water post by key: those of flood_post.csv, and those that only a source ever named.
select distinct post from (select post from flood_post union all select post from water_level) order by post;
