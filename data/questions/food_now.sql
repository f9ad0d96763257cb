-- The staples with their deviation, the widest first; those without a price of the last week at the end.
select s.commodity, s.title_id, s.title_en, s.unit, d.source, d.day_on, d.price_rp, d.usual_rp, d.change_pct, d.deviation_pct, d.markets_n, d.days_n
from staple s left join (from food_deviations($moment::timestamp) where is_of_source(source, $sources)) d on d.commodity = s.commodity
order by d.deviation_pct desc nulls last, s.rank, d.source;
