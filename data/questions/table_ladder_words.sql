-- The table's ladder (table_ladder) for an order by a word: rows are counted under their word and stretch of time first, and only these
-- counts look up the word's place.
, counted as (
    select word, is_cut, low >> $shift::integer as step, count(*) as n, count(*) filter (status = 'open') as open_n
    from sorted
    group by word, is_cut, step
)
select coalesce($sign * w.rank, 134217728) * (17179869184 >> $shift::integer) + step as rung, sum(n)::bigint as n, sum(open_n)::bigint as open_n
from counted c left join words w on w.word = case when c.is_cut then left(c.word, 8) else c.word end
group by rung
order by rung
