-- The pairs of the touched reports anew: see report_pair. A report meets those of its category in cells of 400 m and 32
-- days; the 100 m and eight days around it touch two of them at most each way. A cell is one number, the hash of its parts:
-- who shares it by chance is told apart by category, time and distance.
insert into report_pair
with new as materialized (
    select report_id, category, area, lon, lat, created_at, epoch(created_at)::bigint as t from report
    where source = $source and lon is not null and report_id in (select report_id from touched)
),
old as materialized (
    select report_id, category, area, lon, lat, created_at, epoch(created_at)::bigint as t, (report_id in (select report_id from touched)) as is_new,
           hash(category, floor(lat * 110574 / 400)::bigint, floor(lon * 110662 / 400)::bigint, t // (32 * 86400)) as cell
    from report
    where source = $source and lon is not null
      and created_at between (select min(created_at) from new) - interval 8 day and (select max(created_at) from new) + interval 8 day
),
edges as (
    select *, floor((lat * 110574 - 101) / 400)::bigint as y0, floor((lat * 110574 + 101) / 400)::bigint as y1,
           floor((lon - 101 / (111320 * cos(radians(lat)))) * 110662 / 400)::bigint as x0, floor((lon + 101 / (111320 * cos(radians(lat)))) * 110662 / 400)::bigint as x1,
           (t - 8 * 86400) // (32 * 86400) as t0, (t + 8 * 86400) // (32 * 86400) as t1
    from new
),
discs as (
    select *, hash(category, y0 + dy, x0 + dx, t0 + dt) as cell
    from edges, (from (values (0), (1)) y(dy), (values (0), (1)) x(dx), (values (0), (1)) z(dt)) near
    where y0 + dy <= y1 and x0 + dx <= x1 and t0 + dt <= t1
),
met as (
    select d.report_id as a, d.created_at as a_at, d.area as a_area, o.report_id as b, o.created_at as b_at, o.area as b_area,
           round(metres_between(d.lon, d.lat, o.lon, o.lat), 3) as metres, (d.created_at, d.report_id) < (o.created_at, o.report_id) as is_earlier
    from discs d join old o on o.cell = d.cell and o.category = d.category
    -- Of two touched ones the earlier finds the later; one that stood before is found by the touched one.
    where o.t between d.t - 8 * 86400 and d.t + 8 * 86400 and o.report_id <> d.report_id and (not o.is_new or (d.created_at, d.report_id) < (o.created_at, o.report_id))
)
select $source, case when is_earlier then a else b end, case when is_earlier then a_at else b_at end, case when is_earlier then a_area else b_area end,
       case when is_earlier then b else a end, case when is_earlier then b_at else a_at end, case when is_earlier then b_area else a_area end, metres
from met where metres <= 100
order by 3;
