-- The rows of a KPI in the area, period and source asked for. The words in << >> are the KPI's own (data/kpis/*.toml).
-- picked_key: the area asked for, or the area of the level in which the row lies.
with picked as (
    select *, case when $code_len is null then $area else left(area, $code_len) end as picked_key
    from <<rows>>
    where (<<where>>) and <<in_period>> and lies_in(area, $area) and is_of_source(source, $source)
)
