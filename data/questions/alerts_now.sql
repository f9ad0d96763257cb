-- Service alerts that are in force at the moment or begin within six hours, by the newest word of each source.
select a.source, a.alert_id, a.header, a.description, a.cause, a.effect, a.severity, a.active_from, a.active_until, a.route_ids, a.stop_ids, a.updated_at,
       coalesce(a.active_from > $moment::timestamp, false) as is_coming
from service_alert a
where is_of_source(a.source, $sources) and ($as_of is null or a.updated_at <= $as_of::timestamp) and a.updated_at > $moment::timestamp - interval 1 day
  and (a.active_until is null or a.active_until > $moment::timestamp) and (a.active_from is null or a.active_from < $moment::timestamp + interval 6 hour)
order by is_coming, a.active_from nulls first, a.source, a.alert_id;
