-- How many rows of the table lie on each stretch of the order (1 << $shift units of it), from the top: where to look for the
-- n-th row without sorting all. table_ladder_words is the same for an order by a word.
select low >> $shift::integer as rung, count(*) as n, count(*) filter (status = 'open') as open_n, min(created_at) as first_at, max(created_at) as last_at
from sorted
group by rung
order by rung
