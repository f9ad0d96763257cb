-- Every pump with its state as its source told it by a moment: as it stands where nothing was told since (a word older than a day says
-- nothing about the moment), else by the log of changes (pump_change), as long as the source told of any of its pumps in the day before.
create or replace macro pumps_stood(on_moment) as table
select source, pump_id, area, state, capacity_m3s, updated_at as told_at from pump_state where updated_at <= on_moment and updated_at > on_moment - interval 24 hour
union all
select p.source, p.pump_id, p.area, c.state, p.capacity_m3s, c.told_at
from pump_state p
join (select source, pump_id, arg_max(state, told_at) as state, max(told_at) as told_at from pump_change where told_at <= on_moment group by source, pump_id) c
  on c.source = p.source and c.pump_id = p.pump_id
where p.updated_at > on_moment
  and p.source in (select source from pump_change where told_at <= on_moment and told_at > on_moment - interval 24 hour);
