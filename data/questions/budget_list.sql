-- Lines of the budget booked in the period, newest first, one page.
select source, line_id, phase, kind, fiscal_year, month, booked_at, agency_code, agency, programme, activity_code, activity, account_code, account, amount_rp, note
from budget_line
where booked_at >= $since and booked_at < $until and is_of_source(source, $sources) and ($phase is null or phase = $phase) and booked_at <= $moment
  and ($after_booked_at is null or (booked_at, source, phase, line_id) < ($after_booked_at::timestamp, $after_source::varchar, $after_phase::varchar, $after_line_id::varchar))
order by booked_at desc, source desc, phase desc, line_id desc
limit $rows;
