-- Calls by what they are grouped by; hour: of the call, by the Jakarta clock; units: engines sent, five and more together.
, cases as (
    select coalesce(case $by when 'object' then object when 'cause' then cause when 'hour' then strftime(created_at + interval 7 hour, '%H')
                             when 'units' then case when units >= 5 then '5+' else units::varchar end when 'source' then source
                             when 'area' then case when length(area) >= $code_len then left(area, $code_len) end else 'semua' end, 'tidak_diketahui') as key,
           t, is_event, is_open, is_competing, done_at, due_at
    from asked
)
