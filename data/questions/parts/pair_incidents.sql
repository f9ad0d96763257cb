-- The incidents of one period as known at two moments, the earlier first.
with before as materialized (from incident_cases($first_as_of, $first_moment, $stage, 'detected', $area, $since, $until, $sources)),
after as materialized (from incident_cases($last_as_of, $last_moment, $stage, 'detected', $area, $since, $until, $sources))
