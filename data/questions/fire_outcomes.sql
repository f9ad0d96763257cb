-- How many calls of the period were fires, rescues, cancelled.
select count(*) filter (outcome = 'fire') as fire_n, count(*) filter (outcome = 'rescue') as rescue_n, count(*) filter (outcome = 'cancelled') as cancelled_n
from fires($as_of)
where called_at >= $since and called_at < $until and lies_in(area, $area) and is_of_source(source, $sources);
