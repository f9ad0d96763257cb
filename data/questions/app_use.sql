-- The users of each application by day of the period, the newest first.
select source, app, day_on, users_n, active_n, new_n, 100.0 * active_n / nullif(users_n, 0) as active_pct
from app_day
where day_on >= ($since::timestamp + interval 7 hour)::date and day_on < ($until::timestamp + interval 7 hour)::date and updated_at <= $moment and is_of_source(source, $sources)
order by day_on desc, app, source;
