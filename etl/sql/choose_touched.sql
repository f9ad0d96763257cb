-- The reports whose neighbours are looked for: all that were touched, or none when they were left for later.
create or replace temp table pairing as
select report_id, created_at, category, lon, lat from touched where (select count(*) from touched) <= 100000;
