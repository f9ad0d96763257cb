-- S at given seconds: exactly, from the sorted cases.
select x.t / 3600 as t_h, exp(coalesce(sum(case when r.at_risk > 1 then ln((r.at_risk - 1) / r.at_risk) end), 0)) * (not coalesce(bool_or(r.at_risk = 1), false))::integer as s
from (select unnest($seconds::bigint[]) as t) x left join ranked r on r.t <= x.t
group by x.t order by x.t
