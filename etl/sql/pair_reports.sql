-- The pairs of the reports of `pairing` anew: see report_pair. Each finds the later ones, and those before it that are not of them.
-- The 100 m and the eight days that are looked at touch two cells at most each way. A category and a cell
-- are one number each, a hash: who shares a cell by chance is told apart by category, time and distance (100 m are 0.0009
-- degrees of latitude).
insert into report_pair
with edges as (
    select * exclude (cell, is_new), floor((lat * 110574 - 101) / 400)::bigint as y0, floor((lat * 110574 + 101) / 400)::bigint as y1,
           floor((lon - 101 / (111320 * cos(radians(lat)))) * 110662 / 400)::bigint as x0, floor((lon + 101 / (111320 * cos(radians(lat)))) * 110662 / 400)::bigint as x1
    from near_reports where is_new
),
ahead as (
    select * exclude (y0, y1, x0, x1, t0, t1), hash(kind, y0 + dy, x0 + dx, t0 + dt) as cell
    from (select *, t // (16 * 86400) as t0, (t + 8 * 86400) // (16 * 86400) as t1 from edges), (from (values (0), (1)) y(dy), (values (0), (1)) x(dx), (values (0), (1)) z(dt)) around
    where y0 + dy <= y1 and x0 + dx <= x1 and t0 + dt <= t1
),
behind as (
    select * exclude (y0, y1, x0, x1, t0, t1), hash(kind, y0 + dy, x0 + dx, t0 + dt) as cell
    from (select *, (t - 8 * 86400) // (16 * 86400) as t0, t // (16 * 86400) as t1 from edges), (from (values (0), (1)) y(dy), (values (0), (1)) x(dx), (values (0), (1)) z(dt)) around
    where y0 + dy <= y1 and x0 + dx <= x1 and t0 + dt <= t1
),
met as (
    select a.report_id, a.created_at, a.area, b.report_id as other, b.created_at as other_at, b.area as other_area, a.lon as from_lon, a.lat as from_lat, b.lon, b.lat
    from ahead a join near_reports b on b.cell = a.cell and b.kind = a.kind
    where b.t between a.t and a.t + 8 * 86400 and abs(b.lat - a.lat) < 0.001 and (b.created_at > a.created_at or b.created_at = a.created_at and b.report_id > a.report_id)
    union all
    select a.report_id, a.created_at, a.area, b.report_id, b.created_at, b.area, a.lon, a.lat, b.lon, b.lat
    from behind b join near_reports a on a.cell = b.cell and a.kind = b.kind
    where not a.is_new and b.t between a.t and a.t + 8 * 86400 and abs(b.lat - a.lat) < 0.001 and (b.created_at > a.created_at or b.created_at = a.created_at and b.report_id > a.report_id)
)
select $source, report_id, created_at, area, other, other_at, other_area, round(metres_between(from_lon, from_lat, lon, lat), 3) as metres
from met
where metres <= 100
order by created_at;
