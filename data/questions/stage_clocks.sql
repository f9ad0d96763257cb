-- One row per stage and cycle: how many, how many reached it, and the percentiles of the curve with their bands.
select split_part(c.key, '/', 1) as stage, split_part(c.key, '/', 2)::integer as cycle,
       c.n, c.reached_n, c.longest_h, q.p50_h, q.p50_lo, q.p50_hi, q.p90_h, q.p90_lo, q.p90_hi
from (select key, count(*) as n, count(*) filter (is_event) as reached_n, max(t) / 3600 as longest_h from cases group by key) c
left join quantiles q on q.key = c.key
order by list_position(['koordinasi', 'disposisi', 'proses', 'menunggu_validasi', 'first_close', 'last_close'], stage), cycle
