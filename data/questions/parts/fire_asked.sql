-- The calls asked for as cases with a clock: see the view fire_cases.
with asked as (
    select * from fire_cases($as_of, $moment, $stage, $kind, $area, $since, $until, $sources)
)
