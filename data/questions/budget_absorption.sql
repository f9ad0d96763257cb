-- Spending by agency against the cash plan to date, and the year's ceiling (the revision where there is one).
with flow as (
    select coalesce(agency_code, agency) as code, mode(agency) as agency, sum(planned_rp) as planned_rp, sum(realised_rp) as realised_rp
    from budget_flow($moment::timestamp) where kind = 'belanja' and is_of_source(source, $sources) group by 1
),
ceiling as (
    select coalesce(agency_code, agency) as code, sum(amount_rp) filter (phase = 'apbd') as plan_rp, sum(amount_rp) filter (phase = 'apbd_p' and booked_at <= $moment) as revised_rp
    from budget_line where kind = 'belanja' and fiscal_year = year($moment::timestamp + interval 7 hour) and is_of_source(source, $sources) group by 1
)
select f.code, f.agency, f.planned_rp, f.realised_rp, 100 * f.realised_rp / nullif(f.planned_rp, 0) as absorbed_pct,
       coalesce(c.revised_rp, c.plan_rp) as ceiling_rp, 100 * f.realised_rp / nullif(coalesce(c.revised_rp, c.plan_rp), 0) as ceiling_pct
from flow f left join ceiling c on c.code = f.code
order by abs(f.realised_rp - f.planned_rp) desc, f.code;
