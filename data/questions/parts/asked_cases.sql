-- The reports asked for as cases with a clock: see the view report_cases.
with asked as (
    select created_at, category, agency, channel, source, area, is_open, is_competing, is_event, done_at, due_at, t
    from report_cases($as_of, $moment, $stage, $area, $since, $until, $source, $category, $status)
)
