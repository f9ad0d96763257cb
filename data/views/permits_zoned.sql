-- Permits that were granted in [from_at, until_at) with the zone of the spatial plan in which they lie: those with a point inside a
-- zone only. Where zones lie over each other the green one counts, so that a doubt is seen. is_green: the plan keeps the place
-- free of buildings; in Jakarta's plans such zones have codes in H (green) or L (protected), others say it in words.
create or replace macro permits_zoned(from_at, until_at) as table
select p.source, p.permit_id, any_value(p.kind) as kind, any_value(p.decided_at) as decided_at, any_value(p.area) as area, min(z.code) as zone_code, bool_or(z.is_green) as is_green
from (from permit where decision = 'terbit' and decided_at >= from_at and decided_at < until_at and lon is not null) p
join (select code, geom, regexp_matches(code, '^[HL]([^A-Za-z]|$)') or coalesce(regexp_matches(lower(land_use), 'hijau|lindung|hutan'), false) as is_green
      from zoning_area where is_home(source)) z on st_contains(z.geom, st_point(p.lon, p.lat))
group by p.source, p.permit_id;
