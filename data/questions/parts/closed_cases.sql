-- cases: reports resolved by a close in the period, as known at as_of. Closes as duplicate, not ours or cancelled are desk
-- work and prove nothing about a follow-up, so they are left out. past: reports that the log must tell (none without an
-- as_of), derived once for whatever else a question asks of the same moment.
with past as materialized (
    select source, report_id, category, agency, area, lon, lat, photo_hash, created_at, first_action_at, first_closed_at, last_closed_at, refused_n, is_private, status, outcome
    from reports_told($as_of, null)
    where is_of_source(source, $source)
),
cases as materialized (
    select r.source, r.report_id, r.category, r.agency, r.area, r.lon, r.lat, r.photo_hash, r.created_at, r.first_action_at, r.first_closed_at,
           r.last_closed_at as closed_at, r.refused_n, is_hidden(r.is_private, r.category) as is_hidden
    from (select source, report_id, category, agency, area, lon, lat, photo_hash, created_at, first_action_at, first_closed_at, last_closed_at, refused_n, is_private, status, outcome
          from reports_stood($as_of, null) where is_of_source(source, $source)
          union all
          from past) r
    where r.created_at < $until and lies_in(r.area, $area) and ($category is null or r.category = $category)
      and r.status = 'closed' and r.outcome = 'resolved' and r.last_closed_at >= $since and r.last_closed_at < $until
)
