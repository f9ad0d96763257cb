-- What should have flowed by a moment of its fiscal year, and what did: the cash plan (each month spread evenly over its
-- days) beside the payments booked so far. Lines of agencies, area null: a budget is the whole province's.
create or replace macro budget_flow(moment) as table
select source, null::varchar as area, kind, agency_code, agency, activity_code, activity, month, phase,
       case when phase = 'kas' then amount_rp * greatest(0, least(1, epoch(moment + interval 7 hour - begins) / epoch(ends - begins))) else 0 end as planned_rp,
       case when phase = 'realisasi' and booked_at <= moment then amount_rp else 0 end as realised_rp
from (select *, make_timestamp(fiscal_year, coalesce(month, 1), 1, 0, 0, 0) as begins,
             case when month is null then make_timestamp(fiscal_year + 1, 1, 1, 0, 0, 0) else begins + interval 1 month end as ends
      from budget_line
      where phase in ('kas', 'realisasi') and fiscal_year = year(moment + interval 7 hour));
