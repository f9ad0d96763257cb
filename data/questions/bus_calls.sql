-- The stops still ahead of one vehicle by its newest trip update.
select u.source, u.route_id, u.trip_id, u.stop_id, s.stop_name, u.stop_sequence, coalesce(u.arrival_at, u.departure_at) as due_at,
       epoch(coalesce(u.arrival_at, u.departure_at) - $moment::timestamp) / 60 as wait_min, coalesce(u.arrival_delay_s, u.departure_delay_s) as delay_s, u.updated_at
from trip_update u
left join realtime_header h on h.source = u.source and h.kind = 'trip_update'
left join transit_stop s on s.source = coalesce(h.schedule_source, u.source) and s.stop_id = u.stop_id
where u.vehicle_id = $id and is_of_source(u.source, $sources) and u.updated_at between $moment::timestamp - interval 5 minute and $moment::timestamp + interval 1 minute
  and coalesce(u.departure_at, u.arrival_at) >= $moment::timestamp
qualify u.updated_at = max(u.updated_at) over (partition by u.source)
order by due_at, u.stop_sequence;
