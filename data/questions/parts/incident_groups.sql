-- Incidents by what they are grouped by; one that has no such word stands under 'tidak_diketahui'.
, cases as (
    select coalesce(case $by when 'type' then event_type when 'priority' then priority when 'owner' then owner
                             when 'area' then case when length(area) >= $code_len then left(area, $code_len) end else 'semua' end, 'tidak_diketahui') as key,
           t, is_event, is_open, is_competing, done_at, due_at
    from asked
)
