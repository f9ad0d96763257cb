-- The clocks of the stages: from the beginning of a report's cycle to the first event of each stage in it. A cycle begins
-- at the opening, and again at each refusal (tl_ditolak), before a closing or after it; a source that reopens without
-- saying so has one cycle, whose stages count the first time they are reached. A stage that a cycle left out leaves
-- the clock where the cycle ended, an open one at the moment: both are censored. Stages that only a machine set do
-- not count. first_close and last_close run from the opening of the report, whatever its cycles; a last close is one of a
-- report that is closed at the moment.
with asked as materialized (
    select row_number() over () as no, source, report_id, created_at, status, first_closed_at, last_closed_at, refused_n
    from reports_asked($as_of, $area, $since, $until, $sources, $narrow, $status)
),
events as (
    select a.no, a.created_at, a.refused_n, e.event_at, e.known_at, e.stage, s.rank, s.is_final, e.actor = 'officer' or s.is_final as counts
    from report_event e join asked a on a.source = e.source and a.report_id = e.report_id join stage s on s.stage = e.stage
    where e.event_at >= $since and ($as_of is null or e.known_at <= $as_of)
),
-- Most reports are never refused: they have one cycle, and nothing to be put in order. Only the others are walked event by event.
plain as (
    select no, max(event_at) filter (is_final) as closed_at,
           min(event_at) filter (counts and stage = 'koordinasi') as koordinasi, min(event_at) filter (counts and stage = 'disposisi') as disposisi,
           min(event_at) filter (counts and stage = 'proses') as proses, min(event_at) filter (counts and stage = 'menunggu_validasi') as menunggu_validasi
    from events where refused_n = 0 group by no
),
walked as (
    select no, created_at, event_at, stage, is_final, counts, count(*) filter (stage = 'tl_ditolak') over way as cycle
    from events where refused_n > 0
    window way as (partition by no order by event_at, known_at, rank rows unbounded preceding)
),
cycles as (
    select no, cycle, case when cycle = 0 then any_value(created_at) else min(event_at) filter (stage = 'tl_ditolak') end as began_at,
           max(event_at) filter (is_final) as closed_at,
           min(event_at) filter (counts and stage = 'koordinasi') as koordinasi, min(event_at) filter (counts and stage = 'disposisi') as disposisi,
           min(event_at) filter (counts and stage = 'proses') as proses, min(event_at) filter (counts and stage = 'menunggu_validasi') as menunggu_validasi
    from walked group by no, cycle
),
plain_ended as materialized (
    select a.created_at as began_at, coalesce(p.closed_at, $moment::timestamp) as left_at, p.koordinasi, p.disposisi, p.proses, p.menunggu_validasi
    from plain p join asked a on a.no = p.no
),
cycles_ended as (
    select cycle, began_at, coalesce(lead(began_at) over (partition by no order by cycle), closed_at, $moment::timestamp) as left_at, koordinasi, disposisi, proses, menunggu_validasi from cycles
),
-- key: stage/cycle. Most spans have a key that is constant for its branch: it is made once, not for each.
spans as (
    select 'koordinasi/0' as key, began_at, coalesce(koordinasi, left_at) as until_at, koordinasi is not null as is_event from plain_ended
    union all select 'disposisi/0', began_at, coalesce(disposisi, left_at), disposisi is not null from plain_ended
    union all select 'proses/0', began_at, coalesce(proses, left_at), proses is not null from plain_ended
    union all select 'menunggu_validasi/0', began_at, coalesce(menunggu_validasi, left_at), menunggu_validasi is not null from plain_ended
    union all
    select concat(stage, '/', least(cycle, 1)), began_at, coalesce(reached_at, left_at), reached_at is not null
    from cycles_ended unpivot include nulls (reached_at for stage in (koordinasi, disposisi, proses, menunggu_validasi))
    where cycle = 0 or stage in ('proses', 'menunggu_validasi')
    union all select 'first_close/0', created_at, coalesce(first_closed_at, $moment::timestamp), first_closed_at is not null from asked
    union all select 'last_close/0', created_at, coalesce(last_closed_at, $moment::timestamp), status = 'closed' and last_closed_at is not null from asked
)
