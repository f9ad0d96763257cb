-- Ratings of the period by agency. A mean of fewer than 5 % of the closings says more about who answered than about the work: it is left out.
select agency, sum(closed_n)::bigint as closed_n, sum(rated_n)::bigint as rated_n, 100.0 * sum(rated_n) / nullif(sum(closed_n), 0) as response_pct,
       case when sum(rated_n) >= 0.05 * sum(closed_n) then sum(score_sum) / nullif(sum(rated_n), 0) end as score
from rating_day
where day_at >= $since and day_at < $until and day_at <= $moment and lies_in(area, $area) and is_of_source(source, $sources)
group by agency
order by score nulls last, agency;
