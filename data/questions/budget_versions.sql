select source, fiscal_year, code, mode(agency) as agency, count(*) as n, coalesce(sum(executive_rp), 0) as executive_rp, coalesce(sum(council_rp), 0) as council_rp,
       coalesce(sum(council_rp), 0) - coalesce(sum(executive_rp), 0) as delta_rp, count(*) filter (side = 'dprd') as council_only_n,
       coalesce(sum(council_rp) filter (side = 'dprd'), 0) as council_only_rp, count(*) filter (side = 'pemprov') as executive_only_n, count(*) filter (side = 'ganda') as unclear_n
from pairs
group by source, fiscal_year, code
order by abs(delta_rp) desc, code;
