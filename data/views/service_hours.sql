-- The hours of services to citizens that were over by a moment, for the whole province. is_office: the hour begins within the
-- working hours of Jakarta's offices (work_hour) on a day that is no holiday.
create or replace macro service_hours(known_by) as table
select s.*, '31' as area, coalesce(h.day is null and 60 * hour(s.hour_at + interval 7 hour) + minute(s.hour_at) between w.from_min and w.to_min - 1, false) as is_office
from (from service_hour where hour_at + interval 1 hour <= known_by) s
left join (select distinct day from holiday) h on h.day = (s.hour_at + interval 7 hour)::date
left join work_hour w on w.weekday = isodow(s.hour_at + interval 7 hour) and w.valid_from <= (s.hour_at + interval 7 hour)::date
     and (w.valid_to is null or w.valid_to > (s.hour_at + interval 7 hour)::date);
