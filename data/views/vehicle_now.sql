-- The newest position of every vehicle that reported within the last two hours of its source's newest fix.
create or replace view vehicle_now as
with newest as (select source, max(seen_at) as seen_at from vehicle_position group by source)
select p.* from vehicle_position p join newest n on n.source = p.source
where p.seen_at > n.seen_at - interval 2 hour
qualify row_number() over (partition by p.source, p.vehicle_id order by p.seen_at desc) = 1;
