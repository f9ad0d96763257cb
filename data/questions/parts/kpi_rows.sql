-- The rows of a KPI in the area, period and source asked for. The words in << >> are the KPI's own (data/kpis/*.toml).
-- picked_key: the area asked for, or the area of a level (code_len: the length of its codes) in which the row lies; with several
-- levels every row stands once for each, so that the rows are looked for once only. A row of a coarser area lies in none below it.
with picked as (
    select *, case when code_len <= length($area) then $area else left(area, code_len) end as picked_key
    from <<rows>>, (select unnest($code_lens::integer[]) as code_len)
    where (<<where>>) and <<in_period>> and lies_in(area, $area) and is_of_source(source, $sources) and (code_len <= length($area) or length(area) >= code_len)
)
