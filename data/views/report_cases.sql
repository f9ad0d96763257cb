-- Reports as cases with a clock, as known at known_by and censored at asked_at. t: whole seconds from opening to the end of
-- the stage, or to where it was last seen. Only a case that was truly resolved has the event; a duplicate, one that is not
-- ours and a cancelled one leave at their closing (a competing end), an open one at the moment. due_at is when the stage
-- ought to be done. Incidents and fire calls have the same shape: incident_cases, fire_cases.
create or replace macro report_cases(known_by, asked_at, of_stage, in_area, from_at, to_at, of_source, narrow, of_status) as table
with first_sla as (
    select hours, valid_from from sla
    where stage = 'first_action' and category is null and valid_from <= asked_at::date and (valid_to is null or valid_to > asked_at::date)
    order by valid_from desc limit 1
)
select *, (greatest(0, epoch_us(left_at) - epoch_us(created_at)) // 1000000)::bigint as t
from (select source, report_id as id, created_at, category, agency, channel, area, refused_n, status = 'open' as is_open,
             status = 'closed' and outcome <> 'resolved' as is_competing,
             case when of_stage = 'first_action' then first_action_at is not null
                  else status = 'closed' and outcome = 'resolved' and last_closed_at is not null end as is_event,
             case when of_stage = 'first_action' then coalesce(first_action_at, last_closed_at, asked_at::timestamp)
                  else coalesce(last_closed_at, asked_at::timestamp) end as left_at,
             case when of_stage = 'first_action' then first_action_at else first_closed_at end as done_at,
             case when of_stage <> 'first_action' then sla_due_at
                  when created_at >= (select valid_from from first_sla) then created_at + to_seconds((select hours from first_sla) * 3600) end as due_at
      from reports_asked(known_by, in_area, from_at, to_at, of_source, narrow, of_status));
