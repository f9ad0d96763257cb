-- Every alarm that is not normal at a moment, with who handled it last and what was said.
with handled as (
    select rule, entity, arg_max(who, event_no) as handled_by, arg_max(note, event_no) as handled_note, max(event_at) as handled_at
    from alarm_event where event_at <= $moment and action in ('acknowledge', 'shelve') group by rule, entity
)
select s.rule, s.entity, s.state, s.under, s.name, alarm_name_en(s.name, w.words) as name_en, s.area, s.source, s.value, s.threshold, s.raised_at, s.until_at, s.event_at,
       case when h.handled_at >= s.raised_at or s.state = 'shelved' then h.handled_by end as handled_by,
       case when h.handled_at >= s.raised_at or s.state = 'shelved' then h.handled_note end as handled_note,
       case when h.handled_at >= s.raised_at or s.state = 'shelved' then h.handled_at end as handled_at
from alarm_states($moment::timestamp) s
cross join alarm_words w
left join handled h on h.rule = s.rule and h.entity = s.entity
where s.state <> 'normal' and lies_in(s.area, $area) and ($source is null or s.source = $source);
