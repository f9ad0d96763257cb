-- How many rows of the table lie on each stretch of the order (1 << $shift units of it), from the top: where to look for the
-- n-th row without sorting all; and when those were opened, where k itself does not tell it. table_ladder_words is the same for an
-- order by a word.
select low >> $shift::integer as rung, count(*) as n, count(*) filter (status = 'open') as open_n, min(told_at) as first_at, max(told_at) as last_at
from (select *, case when $sort <> 'created' then created_at end as told_at from sorted)
group by rung
order by rung
