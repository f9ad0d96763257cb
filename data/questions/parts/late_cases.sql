-- Reports with a deadline, as they stood at $cut: t is the time from opening to the first closing (or to the cut) in
-- millionths of the time that was promised, so that 1,000,000 is the deadline whatever each promise was. Where all
-- reports of a category have the same promise this is their curve in hours; where not, a curve in hours would mix promises.
-- waiting: of the area and category asked for, those open at the cut and not yet late.
with known as materialized (
    select *, least(1000000000, (1e6 * (epoch_us(least(first_closed_at, $cut::timestamp)) - epoch_us(created_at))
                                     / (epoch_us(due_at) - epoch_us(created_at)))::bigint) as t,
           coalesce(first_closed_at <= $cut, false) as is_event
    from (select source, report_id, created_at, category, agency, area, is_hidden, sla_due_at as due_at, first_closed_at
          from reports_asked($as_of, '31', $train_from, $cut, $source, null, null)
          where sla_due_at > created_at)
),
waiting as (
    select * from known
    where not is_event and due_at > $cut and lies_in(area, $area) and ($category is null or category = $category)
)
