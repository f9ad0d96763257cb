-- cases: reports resolved by a close in the period, as known at as_of. Closes as duplicate, not ours or cancelled are desk
-- work and prove nothing about a follow-up, so they are left out.
with cases as materialized (
    select r.source, r.report_id, r.category, r.agency, r.area, r.lon, r.lat, r.photo_hash, r.created_at, r.first_action_at, r.first_closed_at,
           r.last_closed_at as closed_at, r.refused_n, r.is_hidden
    from reports_asked($as_of, $area, null, $until, $source, $category, null) r
    where r.status = 'closed' and r.outcome = 'resolved' and r.last_closed_at >= $since and r.last_closed_at < $until
)
