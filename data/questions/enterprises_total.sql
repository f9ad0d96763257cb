-- All members of the area: how many there are, started a training, completed it, are active.
select count(*) as registered_n, count(*) filter (training_started_at <= $moment) as started_n, count(*) filter (training_completed_at <= $moment) as completed_n,
       count(*) filter (last_active_at > $moment::timestamp - interval 90 day and last_active_at <= $moment) as active_n, max(told_at) as told_at
from enterprise where lies_in(area, $area) and is_of_source(source, $sources) and coalesce(registered_at <= $moment, true);
