-- The two drafts side by side, one row per line: of the newest year of a published draft, of a simulated one when there is none.
with newest as (
    select b.source, b.fiscal_year from budget_line b
    where b.phase = 'rancangan_dprd' and is_of_source(b.source, $sources) and b.booked_at <= $moment
    group by 1, 2 order by starts_with(b.source, 'simulasi'), b.fiscal_year desc limit 1
),
lines as (
    select b.* from budget_line b join newest n on n.source = b.source and n.fiscal_year = b.fiscal_year
    where b.phase in ('rancangan_pemprov', 'rancangan_dprd')
),
pairs as (
    select coalesce(c.source, e.source) as source, coalesce(c.fiscal_year, e.fiscal_year) as fiscal_year, coalesce(c.line_id, e.line_id) as line_id,
           coalesce(c.agency_code, e.agency_code, c.agency, e.agency) as code, coalesce(c.agency, e.agency) as agency, coalesce(c.activity, e.activity) as activity,
           e.amount_rp as executive_rp, c.amount_rp as council_rp, c.note,
           case when e.line_id is null then case when c.note is null or c.note ilike 'not found%' then 'dprd' else 'ganda' end
                when c.line_id is null or (c.amount_rp = 0 and e.amount_rp > 0) then 'pemprov' else 'keduanya' end as side
    from (from lines where phase = 'rancangan_dprd') c full join (from lines where phase = 'rancangan_pemprov') e on e.line_id = c.line_id
)
