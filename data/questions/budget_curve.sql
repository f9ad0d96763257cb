-- The fiscal year month by month, added up: what should have flowed by its end, and what did. The running month counts
-- to the moment; months ahead have no payments yet (null).
with months as (
    select m.month, make_timestamp(y.fiscal_year, m.month::bigint, 1, 0, 0, 0) - interval 7 hour as begins_at,
           least(make_timestamp(y.fiscal_year, m.month::bigint, 1, 0, 0, 0) + interval 1 month - interval 7 hour, $moment::timestamp) as ends_at
    from range(1, 13) m(month), (select year($moment::timestamp + interval 7 hour) as fiscal_year) y
),
lines as (
    select phase, month, booked_at, amount_rp from budget_line
    where kind = $kind and phase in ('kas', 'realisasi') and fiscal_year = year($moment::timestamp + interval 7 hour) and is_of_source(source, $sources)
)
select m.month, m.begins_at, m.begins_at + interval 1 month as month_ends_at,
       sum(l.amount_rp) filter (l.phase = 'kas' and coalesce(l.month, 1) <= m.month) as planned_rp,
       case when m.begins_at < $moment then coalesce(sum(l.amount_rp) filter (l.phase = 'realisasi' and l.booked_at <= m.ends_at), 0) end as realised_rp
from months m, lines l
group by m.month, m.begins_at, m.ends_at
order by m.month;
