-- How many rows of the table lie on each stretch of the order, from the top: where to look for the n-th row without sorting all.
select k // $width as rung, count(*) as n, count(*) filter (status = 'open') as open_n, min(k) as lo, max(k) as hi, min(created_at) as first_at, max(created_at) as last_at
from keyed
group by rung
order by rung
