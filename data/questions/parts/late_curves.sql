-- One curve for each category with enough closings, and one for all of them together under the key '': for the thin ones.
, weighty as materialized (
    select category from known where is_event group by category having count(*) >= $least_events
),
cases as (
    select category as key, greatest(0, t) as t, is_event from known where category in (select category from weighty)
    union all
    select '', greatest(0, t), is_event from known where exists (from waiting where category not in (select category from weighty))
)
