-- The steps of one report as known at the moment, and the span that led to each; a last span runs to the moment where the
-- report is open. A cycle begins at the opening and at each refusal (tl_ditolak).
with steps as materialized (
    select row_number() over way as no, event_at, known_at, stage, title_id, title_en, actor, agency, outcome, is_final,
           (count(*) filter (stage = 'tl_ditolak') over (way rows unbounded preceding))::integer as cycle, coalesce(lag(event_at) over way, $opened::timestamp) as began_at
    from (select e.*, s.title_id, s.title_en, s.rank, s.is_final from report_event e left join stage s on s.stage = e.stage
          where e.source = $of_source and e.report_id = $of_id and e.known_at <= $moment and e.event_at <= $moment)
    window way as (order by event_at, known_at, rank)
),
walked as (
    select * from steps
    union all by name
    select coalesce(max(no), 0) + 1 as no, $moment::timestamp as event_at, null as stage, coalesce(max(cycle), 0) as cycle,
           coalesce(max(event_at), $opened::timestamp) as began_at, false as is_final
    from steps having not coalesce(arg_max(is_final, no), false)
),
spans as (select no || '/' || cycle as key, began_at, event_at as until_at, true as is_event from walked)
