create table if not exists report_pair (
    source varchar not null, report_id varchar not null, created_at timestamp not null, area varchar,
    other varchar not null, other_at timestamp not null, other_area varchar, metres double not null
);
insert into report_pair
with gridded as materialized (
    select source, report_id, category, area, lon, lat, created_at, epoch(created_at)::bigint as t,
           hash(source, category, floor(lat * 110574 / 400)::bigint, floor(lon * 110662 / 400)::bigint, epoch(created_at)::bigint // (32 * 86400)) as cell
    from report where lon is not null
),
crowded as (select cell from gridded group by cell having count(*) > 200),
placed as materialized (
    select * from gridded where cell not in (from crowded)
    union all
    from (select * from gridded where cell in (from crowded) qualify row_number() over (partition by cell order by t, report_id) <= 200)
),
edges as (
    select *, floor((lat * 110574 - 101) / 400)::bigint as y0, floor((lat * 110574 + 101) / 400)::bigint as y1,
           floor((lon - 101 / (111320 * cos(radians(lat)))) * 110662 / 400)::bigint as x0, floor((lon + 101 / (111320 * cos(radians(lat)))) * 110662 / 400)::bigint as x1,
           t // (32 * 86400) as t0, (t + 8 * 86400) // (32 * 86400) as t1
    from placed
),
discs as (
    select * exclude (cell), hash(source, category, y0 + dy, x0 + dx, t0 + dt) as cell
    from edges, (from (values (0), (1)) y(dy), (values (0), (1)) x(dx), (values (0), (1)) z(dt)) near
    where y0 + dy <= y1 and x0 + dx <= x1 and t0 + dt <= t1
),
met as (
    select d.source, d.report_id, d.created_at, d.area, o.report_id as other, o.created_at as other_at, o.area as other_area,
           round(12742017.6 * asin(sqrt(least(1, pow(sin(radians(o.lat - d.lat) / 2), 2) + cos(radians(d.lat)) * cos(radians(o.lat)) * pow(sin(radians(o.lon - d.lon) / 2), 2)))), 3) as metres
    from discs d join placed o on o.cell = d.cell and o.source = d.source and o.category = d.category
    where o.t between d.t and d.t + 8 * 86400 and (d.created_at, d.report_id) < (o.created_at, o.report_id)
)
select * from met where metres <= 100 order by created_at;
