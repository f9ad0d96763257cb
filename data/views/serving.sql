-- Services that run at a moment: on_day is the service day, now_s its seconds then. Yesterday's day runs on past midnight.
-- Days are those of the agency's own zone, Jakarta's where it names none.
create or replace macro serving(on_moment) as table
with zones as (
    select s.source, coalesce(any_value(a.agency_timezone), 'Asia/Jakarta') as tz
    from (select source from transit_calendar union select source from transit_calendar_date) s
    left join transit_agency a on a.source = s.source group by s.source
),
here as (select source, (on_moment at time zone 'UTC') at time zone tz as at_home from zones),
days as (
    select source, (at_home::date - back)::date as on_day, epoch(at_home - at_home::date::timestamp) + back * 86400 as now_s
    from here, (values (0), (1)) v(back)
)
select c.source, c.service_id, d.on_day, d.now_s
from transit_calendar c join days d on d.source = c.source
where (c.start_on is null or c.start_on <= d.on_day) and (c.end_on is null or c.end_on >= d.on_day)
  and [c.monday, c.tuesday, c.wednesday, c.thursday, c.friday, c.saturday, c.sunday][isodow(d.on_day)]
  and not exists (from transit_calendar_date x where x.source = c.source and x.service_id = c.service_id and x.on_day = d.on_day and x.exception_type = 2)
union
select x.source, x.service_id, d.on_day, d.now_s
from transit_calendar_date x join days d on d.source = x.source and d.on_day = x.on_day
where x.exception_type = 1;
