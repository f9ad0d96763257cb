-- The calls whose minutes are over, for the league. What burns is not standardised: the way there does not depend on it.
with due as (
    select left(area, $code_len) as code, null::varchar as agency, '' as mix, coalesce(done_at <= due_at, false) as is_met
    from fire_cases($as_of, $moment, 'arrive', $kind, $area, $since, $until, $sources)
    where due_at <= $moment
)
