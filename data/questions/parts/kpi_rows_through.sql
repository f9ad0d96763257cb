-- The rows of a KPI in several periods (and at several moments) at once, so that they are looked for once only: see kpi_rows. A row
-- stands once for each period to which it belongs; picked_key is the period's place in the lists and the area asked for: `3/31.73`.
with asked_periods as (
    select unnest(range(len($untils::timestamp[]))) as period_no, unnest($sinces::timestamp[]) as period_since, unnest($untils::timestamp[]) as period_until,
           unnest($moments::timestamp[]) as period_moment
),
picked as (
    select *, period_no || '/' || $area as picked_key
    from <<rows>>, asked_periods, (select unnest($code_lens::integer[]) as code_len)
    where (<<where>>) and <<in_period>> and lies_in(area, $area) and is_of_source(source, $sources) and (code_len <= length($area) or length(area) >= code_len)
)
