-- Cases by the day, week (from Monday) or month of their opening, by the Jakarta calendar. Plain arithmetic on days is
-- several times faster than date_trunc on moments.
, cases as (
    select case $bucket when 'day' then day_on when 'week' then day_on - ((day_on - date '1970-01-05') % 7)::integer
                        else date_trunc('month', day_on)::date end as key,
           t, is_event, is_open, is_competing, done_at, due_at
    from (select *, (created_at + interval 7 hour)::date as day_on from asked)
)
