-- A bulk load leaves its neighbours for later.
insert into report_pair_due
select $source, min(created_at), max(created_at) from touched having count(*) > 100000;
