-- Per key of `cases`: how many, how many reached the stage, Kaplan-Meier with its band, and the share in time of those that
-- fell due with Wilson's interval.
select c.key, c.n, c.reached_n, c.open, c.longest_h, q.p50_h, q.p50_lo, q.p50_hi, q.p90_h, q.p90_lo, q.p90_hi, c.mean_closed_h, c.competing_pct,
       c.sla_n, c.sla_met, 100.0 * c.sla_met / nullif(c.sla_n, 0) as sla_matured_pct,
       100 * wilson_low(c.sla_met, c.sla_n) as sla_lo, 100 * wilson_high(c.sla_met, c.sla_n) as sla_hi
from counts c left join quantiles q on q.key = c.key
order by c.key
