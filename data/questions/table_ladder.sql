-- How many rows of the table lie on each stretch of the order (1 << $shift units of it), from the top: where to look for the
-- n-th row without sorting all.
select k >> $shift::integer as rung, count(*) as n, count(*) filter (status = 'open') as open_n, min(created_at) as first_at, max(created_at) as last_at
from keyed
group by rung
order by rung
