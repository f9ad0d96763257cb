-- The curve at the end of each block with an event, thinned to about 400 points where there are more.
select t / 3600 as t_h, s, survival_low(s, variance) as lo, survival_high(s, variance) as hi, at_risk::bigint as at_risk
from (select *, row_number() over (order by block) as i, count(*) over () as points from blocks)
where i = 1 or i = points or i % greatest(1, points // 400) = 0
order by t
