-- The log of the period, newest first: what was seen, what people did, what became of the rules themselves. `told` is one of
-- parts/alarms_kept and parts/alarms_with_aside.
select event_no, event_at, rule, entity, action, state, under, who, note, name, alarm_name_en(name, words) as name_en, area, source, value, threshold, raised_at, until_at,
       coalesce(raised_at = event_at and state = 'alarm', false) as is_new
from told cross join alarm_words
where event_at >= $since and event_at < $until and lies_in(area, $area) and ($source is null or source = $source)
  and (not $is_short or action <> 'condition' or state <> under or raised_at = event_at or state in ('returned', 'no_data', 'normal'))
order by event_no desc
limit $rows;
