-- Tasks of field officers as they were known by a moment, for the whole province: on the way until somebody arrived. A task that was
-- done without an arrival being told counts as reached when it was done.
create or replace macro officer_ways(known_by) as table
select source, task_id, kind, '31' as area, assigned_at, case when reached_at <= known_by then reached_at end as arrived_at
from (select *, coalesce(arrived_at, done_at) as reached_at from officer_task where assigned_at <= known_by);
