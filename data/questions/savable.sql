-- Open reports that are not late yet, with their chance to be: those due within a day first, the likeliest to be late on
-- top. Beside each row, of all such reports: how many, how many due within a day, and the sum of the chances of either.
, savable as materialized (select *, due_at <= $cut::timestamp + interval 24 hour as is_today from judged where first_closed_at is null),
totals as (
    select count(*) as all_n, sum(p_late) as all_expected, count(*) filter (is_today) as today_n, sum(p_late) filter (is_today) as today_expected from savable
)
select source, report_id, category, agency, case when is_hidden then left(area, 8) else area end as area, created_at, due_at,
       epoch($cut::timestamp - created_at) / 3600 as age_h, epoch(due_at - $cut::timestamp) / 3600 as left_h, p_late, is_pooled, is_today,
       all_n, all_expected, today_n, today_expected
from savable, totals
order by is_today desc, p_late desc nulls last, due_at, source, report_id
limit $rows
