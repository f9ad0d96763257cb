-- The reports of one period as known at two moments, the earlier first.
with before as materialized (from report_cases($as_of_1, $moment_1, $stage, $area, $since, $until, $source, $category, $status)),
after as materialized (from report_cases($as_of_2, $moment_2, $stage, $area, $since, $until, $source, $category, $status))
