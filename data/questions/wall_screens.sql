-- Every wall screen, those in need first.
select wall_id, tour, page, state, since_at, seen_at, painted_at, heap_mb, is_paused
from wall_screen
order by case state when 'beku' then 0 when 'hilang' then 1 else 2 end, wall_id;
