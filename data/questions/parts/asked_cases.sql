-- The reports asked for as cases with a clock. t: whole seconds from opening to the end of the stage, or to where it
-- was last seen. Only a case that was truly resolved has the event; a duplicate, one that is not ours and a cancelled
-- one leave at their closing (a competing end), an open one at the moment. due_at is when the stage ought to be done.
with first_sla as (
    select hours, valid_from from sla
    where stage = 'first_action' and category is null and valid_from <= $moment::date and (valid_to is null or valid_to > $moment::date)
    order by valid_from desc limit 1
),
asked as (
    select *, (greatest(0, epoch_us(left_at) - epoch_us(created_at)) // 1000000)::bigint as t
    from (select created_at, category, agency, channel, source, area, status = 'open' as is_open,
                 status = 'closed' and outcome <> 'resolved' as is_competing,
                 case when $stage = 'first_action' then first_action_at is not null
                      else status = 'closed' and outcome = 'resolved' and last_closed_at is not null end as is_event,
                 case when $stage = 'first_action' then coalesce(first_action_at, last_closed_at, $moment::timestamp)
                      else coalesce(last_closed_at, $moment::timestamp) end as left_at,
                 case when $stage = 'first_action' then first_action_at else first_closed_at end as done_at,
                 case when $stage <> 'first_action' then sla_due_at
                      when created_at >= (select valid_from from first_sla) then created_at + to_seconds((select hours from first_sla) * 3600) end as due_at
          from reports_asked($as_of, $area, $since, $until, $source, $category, $status))
)
