-- Prices by commodity and day of a period: median, lowest and highest over the markets of the area.
select source, commodity, any_value(s.title_id) as title_id, any_value(s.title_en) as title_en, any_value(s.unit) as unit, p.day_on,
       median(p.price_rp) as price_rp, min(p.price_rp) as lowest_rp, max(p.price_rp) as highest_rp, count(distinct p.market) as markets_n
from food_price p left join staple s using (commodity)
where p.day_at >= $since and p.day_at < $until and ($commodity is null or commodity = $commodity) and lies_in(p.area, $area) and is_of_source(source, $sources)
group by source, commodity, p.day_on
order by p.day_on desc, commodity, source;
