-- Every stage of the calls asked for, by its name.
with cases as (
    select 'depart' as key, t, is_event, is_open, is_competing, done_at, due_at from fire_cases($as_of, $moment, 'depart', $kind, $area, $since, $until, $sources)
    union all
    select 'travel', t, is_event, is_open, is_competing, done_at, due_at from fire_cases($as_of, $moment, 'travel', $kind, $area, $since, $until, $sources)
    union all
    select 'arrive', t, is_event, is_open, is_competing, done_at, due_at from fire_cases($as_of, $moment, 'arrive', $kind, $area, $since, $until, $sources)
    union all
    select 'work', t, is_event, is_open, is_competing, done_at, due_at from fire_cases($as_of, $moment, 'work', $kind, $area, $since, $until, $sources)
)
