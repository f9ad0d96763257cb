-- The sources behind the KPIs' feeds (null: all), with the newest thing each told by a moment, and when it was heard last: of a feed that
-- speaks only when something happens (floods) that is the last look at it, for no flood is no dead source (as in the view feed_states).
-- A KPI asks about its own feed: the others' lines are left out of the question (data/queries/kpis.py), so that it reads no table of theirs.
with told(feed, source, newest_event_at) as (
    select 'citizen_reports', source, greatest(max(created_at) filter (created_at <= $moment), max(updated_at) filter (updated_at <= $moment))
    from report group by source
    union all
    select 'report_events', source, max(event_at) filter (event_at <= $moment) from report_event group by source
    union all
    select 'cctv_incidents', source, greatest(max(detected_at) filter (detected_at <= $moment), max(updated_at) filter (updated_at <= $moment)) from incident group by source
    union all
    select 'cameras', source, max(told_at)
    from (select source, max(updated_at) filter (updated_at <= $moment) as told_at from camera group by source
          union all select source, max(changed_at) filter (changed_at <= $moment) from camera_status group by source)
    group by source
    union all
    select 'fires', source, greatest(max(called_at) filter (called_at <= $moment), max(updated_at) filter (updated_at <= $moment)) from fire_call group by source
    union all
    select 'transit_realtime', source, max(told_at) -- positions live two days, the passages that they made sixty
    from (select source, max(seen_at) filter (seen_at <= $moment) as told_at from vehicle_position group by source
          union all select source, max(passed_at) filter (passed_at <= $moment) from stop_passage where kind = 'observed' group by source)
    group by source
    union all
    select 'water_levels', source, max(measured_at) filter (measured_at <= $moment) from water_level group by source
    union all
    select 'air_quality', source, max(least(measured_at + case span when 'day' then interval 24 hour else interval 1 hour end, $moment::timestamp)) filter (measured_at <= $moment)
    from air_quality group by source
    union all
    select 'flood_areas', source, max(changed_at) filter (changed_at <= $moment) from flood_area group by source
    union all
    select 'budget', source, max(booked_at) filter (booked_at <= $moment) from budget_line where phase = 'realisasi' group by source
    union all
    select 'tenders', source, max(released_at) filter (released_at <= $moment) from tender_release group by source
    union all
    select 'permits', source, max(updated_at) filter (updated_at <= $moment) from permit group by source
    union all
    select 'ratings', source, max(day_at) filter (day_at <= $moment) from rating_day group by source
    union all
    select 'payments', source, max(hour_at) filter (hour_at <= $moment) from payment group by source
    union all
    select 'enterprises', source, greatest(max(told_at) filter (told_at <= $moment), max(training_completed_at) filter (training_completed_at <= $moment)) -- trainings are dated facts, whenever the register was told
    from enterprise group by source
    union all
    select 'food_prices', source, max(day_at) filter (day_at <= $moment) from food_price group by source
    union all
    select 'statistics', source, max(published_at) filter (published_at <= $moment) from statistic group by source
    union all
    select 'social_aid', source, max(updated_at) filter (updated_at <= $moment) from social_aid group by source
    union all
    select 'emergency_calls', source, max(hour_at + interval 1 hour) filter (hour_at + interval 1 hour <= $moment) from emergency_hour group by source
    union all
    select 'ambulance_calls', source, greatest(max(called_at) filter (called_at <= $moment), max(updated_at) filter (updated_at <= $moment)) from ambulance_call group by source
    union all
    select 'wifi', source, max(updated_at) filter (updated_at <= $moment) from wifi_day group by source
    union all
    select 'dengue', source, max(updated_at) filter (updated_at <= $moment) from dengue_week group by source
    union all
    select 'pumps', source, max(said_at)
    from (select source, max(updated_at) filter (updated_at <= $moment) as said_at from pump_state group by source
          union all select source, max(told_at) filter (told_at <= $moment) from pump_change group by source)
    group by source
    union all
    select 'waste_trips', source, max(updated_at) filter (updated_at <= $moment) from waste_day group by source
    union all
    select 'partnerships', source, max(updated_at) filter (updated_at <= $moment) from partnership group by source
    union all
    select 'hive', source, max(updated_at) filter (updated_at <= $moment) from hive_day group by source
    union all
    select 'attendance', source, max(updated_at) filter (updated_at <= $moment) from attendance_day group by source
    union all
    select 'open_data_use', source, max(updated_at) filter (updated_at <= $moment) from open_data_month group by source
    union all
    select 'app_use', source, max(updated_at) filter (updated_at <= $moment) from app_day group by source
    union all
    select 'travel_times', source, max(seen_at) filter (seen_at <= $moment) from corridor_time group by source
    union all
    select 'plate_reads', source, max(read_at) filter (read_at <= $moment) from plate_read group by source
    union all
    select 'assets', source, max(told_at)
    from (select source, max(maintained_at) filter (maintained_at <= $moment) as told_at from asset group by source
          union all select source, max(finished_at) filter (finished_at <= $moment) from batch where feed = 'assets' and state = 'loaded' group by source)
    group by source
    union all
    select 'service_desks', source, max(hour_at + interval 1 hour) filter (hour_at + interval 1 hour <= $moment) from service_hour group by source
    union all
    select 'officers', source, max(assigned_at) filter (assigned_at <= $moment) from officer_task group by source
    union all
    select 'ecommerce', source, max(told_at) filter (told_at <= $moment) from ecommerce group by source
    union all
    select 'startups', source, max(updated_at) filter (updated_at <= $moment) from startup group by source
    union all
    select 'partner_trips', source, max(hour_at + interval 1 hour) filter (hour_at + interval 1 hour <= $moment) from partner_trip group by source
),
looked as (
    select a.feed, a.source, max(a.attempted_at) as reached_at
    from attempt a join feed_kind k on k.feed = a.feed and k.is_by_event
    where a.outcome in ('loaded', 'unchanged') and a.attempted_at <= $moment
    group by a.feed, a.source
)
select t.feed, t.source, t.newest_event_at, greatest(t.newest_event_at, l.reached_at) as heard_at, starts_with(t.source, 'simulasi') as is_simulated
from told t left join looked l on l.feed = t.feed and l.source = t.source
where ($feeds is null or list_contains($feeds, t.feed)) and is_of_source(t.source, $sources) and t.newest_event_at is not null
order by t.feed, t.source;
