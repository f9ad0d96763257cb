-- Partners' trade of the newest month that was over by a moment beside the same month of the year before, cell by cell (source,
-- partner, area, category). Cells that are suppressed, or that were not told, in one of the two months are left out: like with like.
create or replace macro ecommerce_years(known_by) as table
with told as (from ecommerce where told_at <= known_by and not is_suppressed),
newest as (select source, partner, max(month_on) as month_on from told group by source, partner)
select t.source, t.partner, t.month_on, t.told_at, t.area, t.category, t.sellers_n, t.value_rp, b.value_rp as before_rp
from told t
join newest n on n.source = t.source and n.partner = t.partner and n.month_on = t.month_on
join told b on b.source = t.source and b.partner = t.partner and b.area = t.area and b.category = t.category and b.month_on = t.month_on - interval 1 year;
