-- Snapshots of trip updates more than two minutes apart.
insert into realtime_gap
select $source, 'predicted', to_timestamp(previous_s)::timestamp, to_timestamp(header_s)::timestamp, $batch
from rt_header where kind = 'trip_update' and header_s - previous_s > 120;
