-- Fires of the period by cause: how many, hurt, dead, loss. told_n: fires whose loss is stated; an open fire has none yet.
select coalesce(cause, 'tidak_diketahui') as cause, count(*) as n, coalesce(sum(injured), 0)::bigint as injured, coalesce(sum(dead), 0)::bigint as dead,
       sum(loss_rp) as loss_rp, count(loss_rp) as told_n
from fires($as_of)
where outcome = 'fire' and called_at >= $since and called_at < $until and lies_in(area, $area) and is_of_source(source, $sources)
group by all order by n desc, cause;
