-- The spans on the wall clock, in whole seconds.
, cases as (
    select key, is_event, (greatest(0, epoch_us(until_at) - epoch_us(began_at)) // 1000000)::bigint as t from spans
)
