-- The reports that fell due, for the league: code (area), agency, mix (what is standardised), is_met.
with due as (
    select left(area, $code_len) as code, agency, case when $has_mix then category else '' end as mix, coalesce(first_closed_at <= sla_due_at, false) as is_met
    from reports_asked($as_of, $area, $since, $until, $sources, $narrow, $status)
    where sla_due_at <= $moment
)
