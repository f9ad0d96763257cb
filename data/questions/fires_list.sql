-- Fire calls of the period, newest first, one page. waited_min: call to arrival.
select source, call_id, called_at, departed_at, arrived_at, cleared_at, waited_min, object, cause, address, units, crew,
       injured, dead, loss_rp, outcome, kelurahan, kecamatan, kota, lon, lat, area, place, updated_at
from fires($as_of)
where called_at >= $since and called_at < $until and lies_in(area, $area) and is_of_source(source, $sources)
  and ($after_called_at is null or (called_at, source, call_id) < ($after_called_at::timestamp, $after_source::varchar, $after_call_id::varchar))
order by called_at desc, source desc, call_id desc
limit $rows;
