-- What the newest snapshot known by as_of says of one stop, from a moment on, by the time at which vehicles come.
select u.source, u.trip_id, u.route_id, r.route_short_name, t.trip_headsign, u.vehicle_id, u.stop_id, u.stop_sequence,
       u.arrival_at, u.arrival_delay_s, u.departure_at, u.departure_delay_s, u.relationship, u.updated_at
from (select * from trip_update
      where stop_id = $stop_id and is_of_source(source, $sources) and ($as_of is null or updated_at <= $as_of::timestamp)
      qualify updated_at > max(updated_at) over (partition by source) - interval 5 minute) u
left join realtime_header h on h.source = u.source and h.kind = 'trip_update'
left join transit_route r on r.source = coalesce(h.schedule_source, u.source) and r.route_id = u.route_id
left join transit_trip t on t.source = coalesce(h.schedule_source, u.source) and t.trip_id = u.trip_id
where coalesce(u.departure_at, u.arrival_at) is null or coalesce(u.departure_at, u.arrival_at) >= $from_at::timestamp
order by coalesce(u.arrival_at, u.departure_at) nulls last, u.source, u.trip_id, u.stop_sequence;
