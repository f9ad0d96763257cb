-- Social aid as it is given out: by kecamatan, programme and month. A count of one to four is not told.
select s.source, s.programme, left(s.area, 8) as area, any_value(a.name) as area_name, s.month_on, public_count(sum(planned_n)::bigint) as planned_n, public_count(sum(paid_n)::bigint) as paid_n,
       public_count(sum(reached_n)::bigint) as reached_n, public_count(sum(late_n)::bigint) as late_n, sum(planned_rp) as planned_rp, sum(paid_rp) as paid_rp
from social_aid s left join area a on a.code = left(s.area, 8)
where last_day(month_on) >= ($since + interval 7 hour)::date and month_on < ($until + interval 7 hour)::date
  and s.updated_at <= $moment and lies_in(s.area, $area) and is_of_source(s.source, $sources)
group by s.source, s.programme, left(s.area, 8), s.month_on
order by s.month_on desc, area, s.programme, s.source;
