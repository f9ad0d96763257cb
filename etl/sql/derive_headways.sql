-- Headway, its censor and the headway planned, for the passages of this batch and for those after them at the same stops (a
-- vehicle that was silent is placed late, between two that were there already).
update stop_passage as t
set schedule = n.schedule, is_timing = n.is_timing, is_peak = n.is_peak, before_at = n.before_at, censor = n.censor, planned_s = n.planned_s, late_s = n.late_s,
    headway_s = case when n.censor is null then epoch(n.passed_at - n.before_at) end
from (
    with fresh as (
        select kind, route_id, direction_id, stop_id, min(passed_at) as first_at from stop_passage
        where source = $source and batch = $batch group by kind, route_id, direction_id, stop_id
    ),
    timetable as (select coalesce(max(schedule_source), $source) as source from realtime_header where source = $source),
    zone as (select coalesce(max(a.agency_timezone), 'Asia/Jakarta') as name from transit_agency a, timetable s where a.source = s.source),
    gaps as (select kind, from_at, until_at from realtime_gap where source = $source and until_at >= (select min(first_at) - interval 2 hour from fresh)),
    trips as (
        select r.trip_id, r.route_id, coalesce(r.direction_id, 0) as direction_id, r.service_id, exists (from transit_frequency q where q.source = r.source and q.trip_id = r.trip_id) as is_repeated
        from transit_trip r, timetable s where r.source = s.source and r.route_id in (select route_id from fresh)
    ),
    calls as (
        select t.trip_id, t.stop_id, t.stop_sequence, coalesce(t.departure_s, t.arrival_s) as departs_s, coalesce(t.timepoint, 1) = 1 as is_point,
               coalesce(t.departure_s, t.arrival_s) - min(coalesce(t.departure_s, t.arrival_s)) over (partition by t.trip_id) as offset_s,
               bool_or(t.timepoint = 1) over (partition by t.trip_id) as has_points,
               row_number() over (partition by t.trip_id, t.stop_id order by t.stop_sequence) as visit
        from transit_stop_time t, timetable s where t.source = s.source and t.trip_id in (select trip_id from trips)
    ),
    -- a trip may call twice at a stop (a loop): its second visits are a row of buses of their own
    near as (
        select p.rowid as row_no, p.*, f.first_at, lag(p.passed_at) over w as previous_at, lag(p.is_seen) over w as previous_seen
        from stop_passage p join fresh f on f.kind = p.kind and f.route_id = p.route_id and f.direction_id = p.direction_id and f.stop_id = p.stop_id
        left join calls k on k.trip_id = p.trip_id and k.stop_id = p.stop_id and k.stop_sequence = p.stop_sequence
        where p.source = $source and p.passed_at >= f.first_at - interval 2 hour
        window w as (partition by p.kind, p.route_id, p.direction_id, p.stop_id, coalesce(k.visit, 1) order by p.passed_at, p.vehicle_id)
    ),
    waited as (
        select w.* exclude (before_at, schedule, planned_s), case when w.previous_at >= w.passed_at - interval 2 hour then w.previous_at end as before_at, s.source as schedule,
               (w.passed_at at time zone 'UTC') at time zone z.name as home_at
        from near w, timetable s, zone z where w.passed_at >= w.first_at
    ),
    -- seconds of the service day at which it passed; without a service day the day of the clock is taken
    clocked as (select w.*, r.service_id, r.is_repeated, epoch(w.home_at - coalesce(w.start_on, w.home_at::date)::timestamp) as day_s
                from waited w left join trips r on r.trip_id = w.trip_id),
    -- several trips that repeat at one stop in one direction come together: their rates are added
    rates as (
        select c.row_no, 1 / sum(1.0 / q.headway_s) as planned_s
        from clocked c join trips r on r.route_id = c.route_id and r.direction_id = c.direction_id and r.service_id = c.service_id and r.is_repeated
        join calls k on k.trip_id = r.trip_id and k.stop_id = c.stop_id
        join transit_frequency q on q.trip_id = r.trip_id and q.headway_s > 0 and c.day_s - k.offset_s >= q.start_s and c.day_s - k.offset_s < q.end_s
        join timetable s on s.source = q.source
        group by c.row_no
    ),
    -- outside its hours (the last run of a band, late) a trip keeps the headway of the nearest band
    nearest as (
        select c.row_no, arg_min(q.headway_s, greatest(q.start_s - (c.day_s - k.offset_s), c.day_s - k.offset_s - q.end_s, 0)) as planned_s
        from clocked c join calls k on k.trip_id = c.trip_id and k.stop_id = c.stop_id
        join transit_frequency q on q.trip_id = c.trip_id and q.headway_s > 0 join timetable s on s.source = q.source
        where c.is_repeated and not exists (from rates r where r.row_no = c.row_no)
        group by c.row_no
    ),
    dated as (
        select k.trip_id, k.stop_id, k.stop_sequence, k.departs_s, k.departs_s - lag(k.departs_s) over (partition by r.route_id, r.direction_id, r.service_id, k.stop_id order by k.departs_s) as planned_s
        from calls k join trips r on r.trip_id = k.trip_id where not r.is_repeated
    )
    select c.row_no, c.passed_at, c.before_at, c.schedule,
           isodow(c.home_at) < 6 and c.home_at::date not in (select day from holiday)
           and len(list_filter((select list([from_h, to_h]) from peak_hour), lambda h: epoch(c.home_at) % 86400 >= h[1] * 3600 and epoch(c.home_at) % 86400 < h[2] * 3600)) > 0 as is_peak,
           coalesce(k.is_point or not coalesce(k.has_points, false), true) as is_timing,
           coalesce(r.planned_s, e.planned_s, nullif(d.planned_s, 0)) as planned_s,
           coalesce(c.late_s, case when c.is_seen then round(c.day_s - d.departs_s)::integer end) as late_s,
           case when c.before_at is null then 'first'
                when exists (from gaps g where g.kind = c.kind and g.from_at < c.passed_at and g.until_at > c.before_at) then 'gap'
                when not (c.is_seen and c.previous_seen) then 'silent' end as censor
    from clocked c
    left join calls k on k.trip_id = c.trip_id and k.stop_id = c.stop_id and (c.stop_sequence is null or k.stop_sequence = c.stop_sequence)
    left join rates r on r.row_no = c.row_no
    left join nearest e on e.row_no = c.row_no
    left join dated d on d.trip_id = c.trip_id and d.stop_id = c.stop_id and (c.stop_sequence is null or d.stop_sequence = c.stop_sequence)
    qualify row_number() over (partition by c.row_no order by k.stop_sequence) = 1
) n
where t.rowid = n.row_no;
