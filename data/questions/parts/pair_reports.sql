-- The reports of one period as known at two moments, the earlier first.
with before as materialized (from report_cases($first_as_of, $first_moment, $stage, $area, $since, $until, $sources, $narrow, $status)),
after as materialized (from report_cases($last_as_of, $last_moment, $stage, $area, $since, $until, $sources, $narrow, $status))
