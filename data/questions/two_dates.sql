select s.step, s.changed_n, coalesce(c.n, 0) as n, coalesce(c.open, 0) as open, c.longest_h, q.p50_h, q.p90_h, coalesce(c.sla_n, 0) as sla_n,
       100.0 * c.sla_met / nullif(c.sla_n, 0) as sla_matured_pct
from stairs s left join counts c on c.key = s.step left join quantiles q on q.key = (select max(step) from stairs above where above.step <= s.step and above.step not in (7, 9))
order by s.step
