-- The reports among which those of `pairing` can have neighbours: all that lie in a cell (a category's 400 m and 16 days) which the
-- 100 m and the eight days around one of them touch. Cells are taken whole. A table of its own, so that the plan of the pairs
-- knows how many they are.
create or replace temp table near_reports as
with edges as (
    select hash(category) as kind, epoch(created_at)::bigint as t,
           floor((lat * 110574 - 101) / 400)::bigint as y0, floor((lat * 110574 + 101) / 400)::bigint as y1,
           floor((lon - 101 / (111320 * cos(radians(lat)))) * 110662 / 400)::bigint as x0, floor((lon + 101 / (111320 * cos(radians(lat)))) * 110662 / 400)::bigint as x1,
           (t - 8 * 86400) // (16 * 86400) as t0, (t + 8 * 86400) // (16 * 86400) as t1
    from pairing where lon is not null
),
reached as (
    select distinct hash(kind, y0 + dy, x0 + dx, t0 + dt) as cell
    from edges, (from (values (0), (1)) y(dy), (values (0), (1)) x(dx), (values (0), (1)) z(dt)) around
    where y0 + dy <= y1 and x0 + dx <= x1 and t0 + dt <= t1
),
placed as (
    select report_id, hash(category) as kind, area, lon, lat, created_at, epoch(created_at)::bigint as t,
           hash(kind, floor(lat * 110574 / 400)::bigint, floor(lon * 110662 / 400)::bigint, t // (16 * 86400)) as cell
    from report
    where source = $source and lon is not null and created_at >= (select min(created_at) from pairing) - interval 24 day
      and created_at <= (select max(created_at) from pairing) + interval 24 day
)
select *, report_id in (select report_id from pairing) as is_new from placed semi join reached using (cell);
