-- The seconds of working hours by the Jakarta calendar, day by day (work_hour, holiday): of all days before (before_s), and where those of the
-- day itself lie (from_s, to_s). A span is the difference of worked_by at its two ends, so no calendar is walked case by case.
-- Days are numbers (since 1970): a join by these costs half of one by dates.
, days as materialized (
    select day_no, coalesce(from_s, 0) as from_s, coalesce(to_s, 0) as to_s,
           coalesce(sum(coalesce(to_s - from_s, 0)) over (order by day_no rows between unbounded preceding and 1 preceding), 0)::bigint as before_s
    from (select d.day_no, max(60 * w.from_min) as from_s, max(60 * w.to_min) as to_s
          from (select day_on, (day_on - date '1970-01-01')::integer as day_no
                from (select unnest(range((select min(began_at) from spans) - interval 1 day, $moment::timestamp + interval 2 day, interval 1 day))::date as day_on)) d
          left join holiday h on h.day = d.day_on
          left join work_hour w on w.weekday = isodow(d.day_on) and w.valid_from <= d.day_on and (w.valid_to is null or w.valid_to > d.day_on)
               and h.day is null
          group by d.day_no)
)
