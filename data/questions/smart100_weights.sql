-- The weights of 100 Smart City's components, list by list: they differ from year to year, and a list may be known in part.
select list, component, weight_pct, year, is_verified, reference, sum(weight_pct) over (partition by list) as known_pct
from smart100_weight order by list, rank;
