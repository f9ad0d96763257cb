-- Every stage of the incidents asked for, by its name.
with cases as (
    select 'verify' as key, t, is_event, is_open, is_competing, done_at, due_at from incident_cases($as_of, $moment, 'verify', $clock, $area, $since, $until, $sources)
    union all
    select 'acknowledge', t, is_event, is_open, is_competing, done_at, due_at from incident_cases($as_of, $moment, 'acknowledge', $clock, $area, $since, $until, $sources)
    union all
    select 'dispatch', t, is_event, is_open, is_competing, done_at, due_at from incident_cases($as_of, $moment, 'dispatch', $clock, $area, $since, $until, $sources)
    union all
    select 'on_scene', t, is_event, is_open, is_competing, done_at, due_at from incident_cases($as_of, $moment, 'on_scene', $clock, $area, $since, $until, $sources)
    union all
    select 'clear', t, is_event, is_open, is_competing, done_at, due_at from incident_cases($as_of, $moment, 'clear', $clock, $area, $since, $until, $sources)
)
