-- The saved tours: the newest word on each name, unless it was deleted.
select name, cameras, dwell_s, tiles, saved_at
from camera_tour
qualify row_number() over (partition by name order by saved_at desc, rowid desc) = 1 and not is_deleted
order by name;
