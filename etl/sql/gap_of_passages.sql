-- A passage log in which no vehicle at all passes for five minutes, and ten times as long as usual, was not written then.
insert into realtime_gap
with told as (select passed_at, lag(passed_at) over (order by passed_at) as before_at from stop_passage where source = $source and batch = $batch and kind = 'observed'),
usual as (select median(epoch(passed_at - before_at)) as s from told)
select $source, 'observed', before_at, passed_at, $batch from told, usual
where epoch(passed_at - before_at) > greatest(300, 10 * usual.s);
