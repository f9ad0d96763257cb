-- From what was known at the first moment to what was known at the second, cause by cause. Every case has one cause; at step
-- s the cases of causes 1 to s stand as at the second moment, the others as at the first, so that step 0 is the first date,
-- the last step the second, and the differences between steps add up. Only causes that have cases make a step.
-- Deadlines stay those of the first date until the last step (9), which lets the definitions of the second date in. Steps 7 and 9
-- move deadlines alone: nobody's time and end change, so their curve is that of the step above and is not worked out again.
, paired as materialized (
    select b.id is not null as is_before, a.id is not null as is_after,
           struct_pack(t := b.t, is_event := b.is_event, is_open := b.is_open, is_competing := b.is_competing, done_at := b.done_at, due_at := coalesce(b.due_at, a.due_at)) as was,
           struct_pack(t := a.t, is_event := a.is_event, is_open := a.is_open, is_competing := a.is_competing, done_at := a.done_at, due_at := a.due_at) as is_now,
           b.id is not null and a.id is not null and b.due_at is distinct from a.due_at as is_redefined,
           case when b.id is null then 1 when a.id is null then 2 when a.is_open and not b.is_open then 4
                when a.is_competing <> b.is_competing then 3 when a.refused_n > b.refused_n then 4 when a.is_event and not b.is_event then 5
                when a.t <> b.t or a.is_event <> b.is_event or a.done_at is distinct from b.done_at then case when a.is_open then 6 when a.is_event then 4 else 5 end
                when b.due_at > $first_moment and b.due_at <= $last_moment then 7 else 8 end as cause
    from before b full join after a on a.source = b.source and a.id = b.id
),
causes as (select cause, count(*) as changed_n from paired group by cause),
stairs as (
    select 0 as step, 0::bigint as changed_n
    union all select cause, changed_n from causes where cause < 8
    union all select 9, (select count(*) filter (is_redefined) from paired)
),
stood as (
    select s.step as key, case when p.cause <= s.step then p.is_now else p.was end as c, p.cause <= s.step as is_switched,
           case when s.step = 9 then p.is_now.due_at else coalesce(p.was.due_at, p.is_now.due_at) end as due_at
    from paired p join stairs s on case when p.cause <= s.step then p.is_after else p.is_before end
),
stood_at as (
    select key, c.t as t, c.is_open as is_open, c.done_at as done_at, due_at, case when is_switched or key = 9 then $last_moment::timestamp else $first_moment::timestamp end as judged_at
    from stood
),
cases as (select key, c.t as t, c.is_event as is_event from stood where key not in (7, 9)),
counts as (
    select key, count(*) as n, count(*) filter (is_open) as open, max(t) / 3600 as longest_h, count(*) filter (due_at <= judged_at) as sla_n,
           count(*) filter (due_at <= judged_at and done_at <= due_at) as sla_met
    from stood_at group by key
)
