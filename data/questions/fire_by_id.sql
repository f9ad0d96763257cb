-- One call whatever its age, as known at as_of.
select f.source, f.call_id, f.called_at, f.departed_at, f.arrived_at, f.cleared_at, f.waited_min, f.object, f.cause, f.address, f.units, f.crew,
       f.injured, f.dead, f.loss_rp, f.outcome, f.lon, f.lat, f.area, a.name as area_name, f.updated_at
from fires($as_of) f
left join area a on a.code = f.area
where f.source = $source and f.call_id = $id;
