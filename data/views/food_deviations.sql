-- Each staple on its newest day up to a moment (not older than a week): the median over markets, five quotations at least,
-- against the median of such days in the 28 days before. The measure of EC1.
create or replace macro food_deviations(moment) as table
with daily as (
    select source, commodity, day_on, median(price_rp) as price_rp, count(distinct market) as markets_n
    from food_price
    where commodity in (select commodity from staple) and day_at <= moment and day_at > moment - interval 36 day
    group by all having count(distinct market) >= 5
), newest as (
    from daily where day_on > (moment + interval 7 hour)::date - 7
    qualify row_number() over (partition by source, commodity order by day_on desc) = 1
)
select n.source, null::varchar as area, n.commodity, n.day_on, n.price_rp, n.markets_n, b.usual_rp, b.days_n,
       100 * abs(n.price_rp - b.usual_rp) / nullif(b.usual_rp, 0) as deviation_pct,
       100 * (n.price_rp - b.usual_rp) / nullif(b.usual_rp, 0) as change_pct
from newest n
left join lateral (
    select median(d.price_rp) as usual_rp, count(*) as days_n from daily d
    where d.source = n.source and d.commodity = n.commodity and d.day_on < n.day_on and d.day_on >= n.day_on - 28
) b on true;
