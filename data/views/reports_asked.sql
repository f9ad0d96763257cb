-- Reports as known at a moment, of the area, period [from_at, to_at) by opening, source and status asked for (each but the area may be
-- null: all), and what narrow leaves of them (is_asked_for; null: all).
create or replace macro reports_asked(known_by, in_area, from_at, to_at, of_source, narrow, of_status) as table
select r.*
from reports_since(known_by, from_at) r
where (to_at is null or r.created_at < to_at)
  and lies_in(r.area, in_area) and is_of_source(r.source, of_source)
  and is_asked_for(r.category, r.agency, r.channel, narrow) and (of_status is null or r.status = of_status);
