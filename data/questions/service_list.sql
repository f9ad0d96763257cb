select source, service, channel, hour_at, asked_n, answered_n, wait_s
from service_hour
where hour_at >= $since and hour_at < $until and hour_at <= $moment and is_of_source(source, $sources)
  and ($after_hour_at is null or (hour_at, source, service, channel) < ($after_hour_at::timestamp, $after_source::varchar, $after_service::varchar, $after_channel::varchar))
order by hour_at desc, source desc, service desc, channel desc
limit $rows;
