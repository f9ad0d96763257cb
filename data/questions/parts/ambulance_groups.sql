-- Calls by area (of $code_len signs), priority, hour of the call by the Jakarta clock, or all together.
, cases as (
    select coalesce(case $by when 'area' then case when length(area) >= $code_len then left(area, $code_len) end when 'priority' then priority::varchar
                             when 'hour' then strftime(created_at + interval 7 hour, '%H') else 'semua' end, 'tidak_diketahui') as key,
           t, is_event, is_open, is_competing, done_at, due_at
    from asked
)
