-- What each row of a GTFS-Realtime message is worth, held against the schedule of its source and against the snapshot before it.
-- Binds $source and $moment. Each statement ends with a semicolon at the end of its line.

-- The schedule that the ids are held against: the one that the mapping names, else the source's own. No row: there is none.
create or replace temp table rt_schedule as
select named.source
from (select coalesce((select max(named_schedule) from raw_header), $source) as source) named
where exists (select 1 from transit_trip t where t.source = named.source);

create or replace temp table rt_known_trip as
select t.trip_id, t.route_id, t.direction_id, t.shape_id
from transit_trip t join rt_schedule s on s.source = t.source
where t.trip_id in (select trip_id from raw_vehicle union select trip_id from raw_trip);

create or replace temp table rt_known_route as
select t.route_id from transit_route t join rt_schedule s on s.source = t.source;

create or replace temp table rt_known_stop as
select t.stop_id, t.lon, t.lat from transit_stop t join rt_schedule s on s.source = t.source;

-- A trip that the publisher adds by the day is not in any schedule (E003 leaves it alone).
create or replace temp macro rt_is_extra(relationship) as coalesce(relationship in ('ADDED', 'UNSCHEDULED', 'REPLACEMENT', 'DUPLICATED', 'NEW'), false);
create or replace temp macro rt_seconds(clock) as
case when regexp_full_match(clock, '[0-9]{1,3}:[0-5][0-9]:[0-5][0-9]')
     then split_part(clock, ':', 1)::integer * 3600 + split_part(clock, ':', 2)::integer * 60 + split_part(clock, ':', 3)::integer end;
create or replace temp macro rt_is_posix(seconds) as coalesce(seconds between 1000000000 and 100000000000, false);

create or replace temp table rt_sent as
select max(header_s) as header_s, max(zone) as zone, (select count(*) > 0 from rt_schedule) as has_schedule from raw_header;

-- Metres from the shape of the trip (E029), on a plane that is true at the vehicle's latitude. Nearly every vehicle is
-- within 200 m of a point of its shape: those are found by cells of 0.002 degrees and their neighbours, and only for the
-- others the segments between the points are worked out.
create or replace temp table rt_on_shape as
select v.nth, t.shape_id, v.lon, v.lat, 111320 * cos(radians(v.lat)) as kx, 110574.0 as ky
from raw_vehicle v join rt_known_trip t on t.trip_id = v.trip_id
where t.shape_id is not null and isfinite(v.lon) and isfinite(v.lat) and abs(v.lat) <= 90 and abs(v.lon) <= 180;

create or replace temp table rt_near_shape as
with cells as (
    select v.*, (floor(v.lon * 500) + i.n)::integer as cell_x, (floor(v.lat * 500) + j.n)::integer as cell_y
    from rt_on_shape v, (values (-1), (0), (1)) i(n), (values (-1), (0), (1)) j(n))
select distinct c.nth
from cells c
join (select p.shape_id, p.lon, p.lat, floor(p.lon * 500)::integer as cell_x, floor(p.lat * 500)::integer as cell_y
      from transit_shape p join rt_schedule s on s.source = p.source) p
  on p.shape_id = c.shape_id and p.cell_x = c.cell_x and p.cell_y = c.cell_y
where ((p.lon - c.lon) * c.kx) ** 2 + ((p.lat - c.lat) * c.ky) ** 2 <= 40000;

create or replace temp table rt_off_shape as
with far as (select * from rt_on_shape where nth not in (select nth from rt_near_shape)),
ends as (
    select p.shape_id, p.lon as x1, p.lat as y1, lead(p.lon) over w as x2, lead(p.lat) over w as y2
    from transit_shape p join rt_schedule s on s.source = p.source
    where p.shape_id in (select shape_id from far)
    window w as (partition by p.shape_id order by p.seq)),
plane as (
    select f.nth, (e.x1 - f.lon) * f.kx as x1, (e.y1 - f.lat) * f.ky as y1, (e.x2 - e.x1) * f.kx as dx, (e.y2 - e.y1) * f.ky as dy
    from far f join ends e on e.shape_id = f.shape_id where e.x2 is not null),
foot as (select nth, x1, y1, dx, dy, coalesce(greatest(0.0, least(1.0, -(x1 * dx + y1 * dy) / nullif(dx ** 2 + dy ** 2, 0))), 0.0) as along from plane)
select nth, sqrt(min((x1 + along * dx) ** 2 + (y1 + along * dy) ** 2)) as metres from foot group by nth;

-- E052: of two records of one vehicle the newest counts; one whose clock is wrong never wins.
create or replace temp table rt_vehicle as
with named as (
    select v.* replace (coalesce(v.vehicle_id, v.label, v.entity_id) as vehicle_id), coalesce(v.ts, h.header_s) as seen_s, h.has_schedule
    from raw_vehicle v cross join rt_sent h),
edges as (
    select min(lon) as west, max(lon) as east, min(lat) as south, max(lat) as north,
           1609 / 110574.0 as lat_pad, 1609 / (111320 * cos(radians(avg(lat)))) as lon_pad
    from rt_known_stop)
select n.nth, n.entity_id, n.vehicle_id, n.label, n.trip_id, coalesce(n.route_id, t.route_id) as route_id,
       coalesce(n.direction_id, t.direction_id) as direction_id, try_strptime(n.start_date, '%Y%m%d')::date as start_on,
       rt_seconds(n.start_time) as start_s, n.trip_relationship, n.lon, n.lat, n.bearing, n.speed, n.ts, n.seen_s,
       n.stop_id, n.stop_sequence, n.stop_status, n.occupancy,
       n.has_schedule and n.trip_id is not null and t.trip_id is null and not rt_is_extra(n.trip_relationship) as is_trip_unknown,
       n.has_schedule and n.route_id is not null and n.route_id not in (select route_id from rt_known_route) as is_route_unknown,
       n.has_schedule and n.stop_id is not null and n.stop_id not in (select stop_id from rt_known_stop) as is_stop_unknown,
       row_number() over (partition by n.vehicle_id
                          order by rt_is_posix(n.seen_s) and n.seen_s <= epoch($moment::timestamp) + 60 desc, n.seen_s desc nulls last, n.nth desc) > 1 as is_older_twin,
       coalesce(n.lon < e.west - e.lon_pad or n.lon > e.east + e.lon_pad or n.lat < e.south - e.lat_pad or n.lat > e.north + e.lat_pad, false) as is_outside_region,
       o.metres as off_shape_m
from named n cross join edges e
left join rt_known_trip t on t.trip_id = n.trip_id
left join rt_off_shape o on o.nth = n.nth
order by n.nth;

-- E002: a sequence that steps back, or that two stops of one trip share (neither can be trusted). E022: time that steps back.
create or replace temp table rt_stop as
with told as (
    select s.*, t.entity_id, t.trip_id, t.route_id, t.direction_id, t.start_date, t.start_time, t.trip_relationship, t.vehicle_id, t.ts,
           max(s.stop_sequence) over (partition by s.entity_no order by s.nth rows between unbounded preceding and 1 preceding) as highest_before,
           count(s.stop_sequence) over (partition by s.entity_no, s.stop_sequence) as shared_by,
           lag(case when rt_is_posix(coalesce(s.departure, s.arrival)) then coalesce(s.departure, s.arrival) end) over (partition by s.entity_no order by s.nth) as left_before
    from raw_stop s join raw_trip t on t.entity_no = s.entity_no)
select d.nth, d.entity_no, d.entity_id, d.trip_id, coalesce(d.route_id, t.route_id) as route_id, coalesce(d.direction_id, t.direction_id) as direction_id,
       coalesce(try_strptime(d.start_date, '%Y%m%d')::date,
                case when rt_is_posix(h.header_s) then ((make_timestamp(h.header_s * 1000000) at time zone 'UTC') at time zone h.zone)::date end) as start_on,
       rt_seconds(d.start_time) as start_s, d.trip_relationship, d.vehicle_id, d.stop_sequence, d.stop_id, d.arrival, d.arrival_delay,
       d.departure, d.departure_delay, d.stop_relationship, coalesce(d.ts, h.header_s) as updated_s,
       h.has_schedule and d.trip_id is not null and t.trip_id is null and not rt_is_extra(d.trip_relationship) as is_trip_unknown,
       h.has_schedule and d.route_id is not null and d.route_id not in (select route_id from rt_known_route) as is_route_unknown,
       h.has_schedule and d.stop_id is not null and d.stop_id not in (select stop_id from rt_known_stop) as is_stop_unknown,
       coalesce(d.stop_sequence < d.highest_before, false) or d.shared_by > 1 as is_unsorted,
       coalesce(d.arrival < d.left_before, false) or coalesce(d.departure < coalesce(d.arrival, d.left_before), false) as is_back_in_time
from told d cross join rt_sent h
left join rt_known_trip t on t.trip_id = d.trip_id
order by d.nth;

create or replace temp table rt_alert as
with known as (select (select coalesce(list(route_id), []) from rt_known_route) as routes, (select coalesce(list(stop_id), []) from rt_known_stop) as stops)
select a.*, h.header_s as updated_s,
       h.has_schedule and not list_has_all(k.routes, a.route_ids) as is_route_unknown,
       h.has_schedule and not list_has_all(k.stops, a.stop_ids) as is_stop_unknown
from raw_alert a cross join rt_sent h cross join known k
order by a.nth;

-- The header of each kind beside the one before it. newest_s leaves out clocks that are wrong by themselves (E001, E050).
create or replace temp table rt_header as
with clocks as (select 'vehicle' as kind, ts from raw_vehicle union all select 'trip_update', ts from raw_trip),
newest as (select kind, max(ts) as newest_s from clocks where rt_is_posix(ts) and ts <= epoch($moment::timestamp) + 60 group by kind),
met as (
    select 'vehicle' as kind, count(*) as n from raw_vehicle where trip_id in (select trip_id from rt_known_trip)
    union all select 'trip_update', count(*) from raw_trip where trip_id in (select trip_id from rt_known_trip))
select r.kind, r.entities, r.header_s, r.content, (select source from rt_schedule) as schedule_source,
       case when h.has_schedule then m.n end as matched, epoch(p.header_at)::bigint as previous_s, p.content as previous_content, n.newest_s
from raw_header r cross join rt_sent h
left join newest n on n.kind = r.kind
left join met m on m.kind = r.kind
left join realtime_header p on p.source = $source and p.kind = r.kind;
