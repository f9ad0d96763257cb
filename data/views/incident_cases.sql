-- CCTV incidents as cases with a clock, of the shape of report_cases. of_stage: verify | acknowledge | dispatch | on_scene |
-- clear. of_clock: 'detected' runs from the detection; 'step' from the stage before, for incidents that reached it. A false
-- alarm leaves when somebody saw that it is false, an incident that ended without the stage when it was cleared: both
-- are competing ends. due_at by response_limit, on the clock from the detection; a false alarm owes nothing.
create or replace macro incident_cases(known_by, asked_at, of_stage, of_clock, in_area, from_at, to_at, of_source) as table
with found as (
    select source, incident_id as id, detected_at as created_at, event_type, priority, camera_id, area, is_false_alarm,
           case of_stage when 'verify' then verified_at when 'acknowledge' then acknowledged_at when 'dispatch' then dispatched_at
                         when 'on_scene' then on_scene_at else cleared_at end as reached_at,
           case when of_clock = 'detected' or of_stage = 'verify' then detected_at when of_stage = 'acknowledge' then verified_at
                when of_stage = 'dispatch' then acknowledged_at when of_stage = 'on_scene' then dispatched_at else on_scene_at end as began_at,
           case when is_false_alarm then coalesce(verified_at, cleared_at) else cleared_at end as ended_at
    from incidents(known_by)
    where (from_at is null or detected_at >= from_at) and (to_at is null or detected_at < to_at) and lies_in(area, in_area) and is_of_source(source, of_source)
),
judged as (
    select *, reached_at is not null and (of_stage = 'verify' or not is_false_alarm) as is_event from found where began_at is not null
)
select j.source, j.id, j.created_at, j.event_type, j.priority, j.camera_id, j.area, j.is_false_alarm, 0 as refused_n, j.is_event,
       not j.is_event and j.ended_at is null and not j.is_false_alarm as is_open, not j.is_event and (j.ended_at is not null or j.is_false_alarm) as is_competing,
       case when j.is_event then j.reached_at end as done_at,
       case when of_clock = 'detected' and not j.is_false_alarm then j.created_at + to_seconds(l.minutes * 60) end as due_at,
       (greatest(0, epoch_us(case when j.is_event then j.reached_at else coalesce(j.ended_at, asked_at::timestamp) end) - epoch_us(j.began_at)) // 1000000)::bigint as t
from judged j
left join (select stage, priority, minutes from response_limit
           where subject = 'incident' and (valid_from is null or valid_from <= asked_at::date) and (valid_to is null or valid_to > asked_at::date)) l
     on l.stage = of_stage and (l.priority is null or l.priority = j.priority);
