-- Each officer's newest position of the last twelve hours before a moment, and the task that is open then. Past ten
-- minutes a position says nothing about now. Clocks that had not been set by the moment are empty.
with newest as (
    from officer_position where seen_at <= $moment and seen_at > $moment::timestamp - interval 12 hour
    qualify row_number() over (partition by source, officer order by seen_at desc) = 1
),
tasks as (
    from officer_task where assigned_at <= $moment and (done_at is null or done_at > $moment) and assigned_at > $moment::timestamp - interval 2 day
    qualify row_number() over (partition by source, officer order by assigned_at desc, task_id desc) = 1
)
select p.source, p.officer, p.agency, p.lon, p.lat, p.area, a.name as area_name, p.accuracy_m, p.seen_at,
       date_diff('second', p.seen_at, $moment::timestamp) / 60 as age_min,
       case when p.seen_at >= $moment::timestamp - interval 10 minute then 'ok' else 'tidak diketahui' end as state,
       t.task_id is null as is_free, t.task_id, coalesce(t.kind, p.task) as task, t.ref_kind, t.ref_id,
       case when t.task_id is null then null when t.arrived_at <= $moment then 'di_lokasi' when t.accepted_at <= $moment then 'menuju' else 'ditugaskan' end as task_stage,
       t.assigned_at, case when t.accepted_at <= $moment then t.accepted_at end as accepted_at, case when t.arrived_at <= $moment then t.arrived_at end as arrived_at
from newest p
left join tasks t on t.source = p.source and t.officer = p.officer
left join area a on a.code = p.area
where lies_in(p.area, $area) and is_of_source(p.source, $sources)
order by p.source, p.officer;
