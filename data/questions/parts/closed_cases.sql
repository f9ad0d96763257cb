-- cases: reports resolved by a close in the period, as known at as_of. Closes as duplicate, not ours or cancelled are desk
-- work and prove nothing about a follow-up, so they are left out.
with cases as materialized (
    select r.source, r.report_id, r.category, r.agency, r.area, r.lon, r.lat, r.photo_hash, r.created_at, r.first_action_at, r.first_closed_at,
           r.last_closed_at as closed_at, r.refused_n, is_hidden(r.is_private, r.category, $sensitive) as is_hidden
    from (from reports_stood($as_of, null) union all from reports_told_ended($as_of, null, $until)) r
    where r.created_at < $until and lies_in(r.area, $area) and is_of_source(r.source, $sources) and is_asked_for(r.category, r.agency, r.channel, $narrow)
      and r.status = 'closed' and r.outcome = 'resolved' and r.last_closed_at >= $since and r.last_closed_at < $until
)
