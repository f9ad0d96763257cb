-- The reports asked for as cases with their end (left_at): see the views report_cases and close_cases. The branch of the other stage is cut
-- away when the question is planned. The clock is put on by the next part, asked_wall or asked_work.
with reported as (
    select created_at, category, agency, channel, source, area, is_open, is_competing, is_event, done_at, due_at, left_at, t
    from report_cases($as_of, $moment, $stage, $area, $since, $until, $sources, $narrow, $status) where $stage <> 'close'
    union all
    select created_at, category, agency, channel, source, area, is_open, is_competing, is_event, done_at, due_at, left_at, t
    from close_cases($as_of, $moment, $area, $since, $until, $sources, $narrow, $status) where $stage = 'close'
)
