select source, fiscal_year, line_id, agency, activity, executive_rp, council_rp, coalesce(council_rp, 0) - coalesce(executive_rp, 0) as delta_rp, side, note
from pairs
where side <> 'ganda' and ($side is null or side = $side)
order by abs(delta_rp) desc, line_id
limit 200;
