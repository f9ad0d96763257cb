-- From the newest fix that any vehicle of the source had sent until the first one after it, when that took more than two minutes.
insert into realtime_gap
with fresh as (select seen_at from vehicle_position where source = $source and batch = $batch),
before as (select coalesce((select max(seen_at) from vehicle_position where source = $source and batch <> $batch
                            and seen_at >= (select min(seen_at) - interval 75 minute from fresh)),
                           (select to_timestamp(max(previous_s))::timestamp from rt_header where kind = 'vehicle')) as from_at)
select $source, 'observed', b.from_at, min(f.seen_at), $batch from before b, fresh f
where f.seen_at > b.from_at group by b.from_at having min(f.seen_at) > b.from_at + interval 2 minute;
