-- The fire calls of one period as known at two moments, the earlier first.
with before as materialized (from fire_cases($first_as_of, $first_moment, $stage, $kind, $area, $since, $until, $sources)),
after as materialized (from fire_cases($last_as_of, $last_moment, $stage, $kind, $area, $since, $until, $sources))
