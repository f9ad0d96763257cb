-- Ambulance calls of the period as cases from the call to the scene; $priority null: all. A cancelled call ends at its end.
with asked as (
    select area, priority, called_at as created_at, on_scene_at is not null as is_event, on_scene_at is null and outcome <> 'cancelled' as is_open,
           on_scene_at is null and outcome = 'cancelled' as is_competing, on_scene_at as done_at, null::timestamp as due_at,
           greatest(0, epoch(coalesce(on_scene_at, least(watched_to, $moment::timestamp)) - called_at))::bigint as t
    from ambulances($as_of)
    where called_at >= $since and called_at < $until and lies_in(area, $area) and is_of_source(source, $sources) and ($priority is null or priority = $priority)
)
