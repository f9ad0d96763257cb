-- Reports with a deadline, as they stood at $cut: t is the time from opening to the first closing (or to the cut) in
-- thousandths of the time that was promised, rounded up, so that 1,000 is the deadline whatever each promise was (ten minutes
-- are a thousandth of a week), and 1,001 whatever comes after it. Where all reports of a category have the same promise this is
-- their curve in hours; where not, a curve in hours would mix promises. office: who works on it, the category at one agency in one kota
-- (an agency has an office in each), as one number. waiting: of the area and category asked for,
-- those open at the cut and not yet late.
with dated as not materialized (
    select source, report_id, created_at, category, agency, channel, area, is_hidden(is_private, category, $sensitive) as is_hidden, sla_due_at as due_at, first_closed_at,
           hash(category, agency, left(area, 5)) as office
    from reports_by_end($as_of, $train_from)
    where created_at < $cut and is_of_source(source, $sources) and sla_due_at > created_at
),
known as materialized (
    select category, office, coalesce(first_closed_at <= $cut, false) as is_event,
           least(1001, ceil(1e3 * greatest(0, epoch_us(least(first_closed_at, $cut::timestamp)) - epoch_us(created_at))
                                / (epoch_us(due_at) - epoch_us(created_at))))::integer as t
    from dated
),
waiting as materialized (
    select *, ceil(1e3 * (epoch_us($cut::timestamp) - epoch_us(created_at)) / (epoch_us(due_at) - epoch_us(created_at)))::integer as t
    from dated
    where (first_closed_at is null or first_closed_at > $cut) and due_at > $cut
      and lies_in(area, $area) and is_asked_for(category, agency, channel, $narrow)
)
