select c.key, c.n, c.open, c.longest_h, q.p50_h, q.p90_h, q.p50_lo, q.p50_hi, q.p90_lo, q.p90_hi, c.mean_closed_h,
       100.0 * c.sla_met / nullif(c.sla_n, 0) as sla_matured_pct, c.sla_n, c.competing_pct
from counts c left join quantiles q on q.key = c.key
order by c.key
