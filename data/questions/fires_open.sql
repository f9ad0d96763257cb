-- Calls of the day before a moment that nobody has cleared, the one that waits longest for an engine first. step: how far
-- the response is. A call counts as open for a day: an archive that never states when it ended must not burn for ever.
select f.source, f.call_id, f.called_at, f.departed_at, f.arrived_at, f.waited_min, f.object, f.cause, f.address, f.units, f.crew, f.outcome,
       case when f.arrived_at is not null then 'di_lokasi' when f.departed_at is not null then 'menuju' else 'menunggu' end as step,
       f.lon, f.lat, f.area, a.name as area_name, f.updated_at
from fires($moment::timestamp) f
left join area a on a.code = f.area
where f.called_at > $moment::timestamp - interval 24 hour and f.cleared_at is null and f.outcome <> 'cancelled'
  and lies_in(f.area, $area) and is_of_source(f.source, $sources)
order by f.arrived_at is not null, f.called_at, f.source, f.call_id;
