-- Cases by the day, week (from Monday) or month of their opening, by the Jakarta calendar.
, cases as (
    select date_trunc($bucket, created_at + interval 7 hour)::date as key, t, is_event, is_open, is_competing, done_at, due_at
    from asked
)
