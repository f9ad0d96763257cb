-- Cases by what they are grouped by; a row that has no such word stands under 'tidak_diketahui'.
, cases as (
    select coalesce(case $by when 'area' then left(area, $code_len) when 'category' then category when 'agency' then agency
                             when 'channel' then channel when 'source' then source else 'semua' end, 'tidak_diketahui') as key,
           t, is_event, is_open, is_competing, done_at, due_at
    from asked
)
