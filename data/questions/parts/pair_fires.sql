-- The fire calls of one period as known at two moments, the earlier first.
with before as materialized (from fire_cases($as_of_1, $moment_1, $stage, $kind, $area, $since, $until, $source)),
after as materialized (from fire_cases($as_of_2, $moment_2, $stage, $kind, $area, $since, $until, $source))
