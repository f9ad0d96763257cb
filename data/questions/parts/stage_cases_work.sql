-- The spans on the clock of working hours: the seconds of working hours by the Jakarta calendar are those of all days before
-- a moment, and of its own day up to it; a span is the difference of its two ends, so no calendar is walked case by case.
, days as materialized (
    select day_on, coalesce(from_s, 0) as from_s, coalesce(to_s, 0) as to_s,
           coalesce(sum(coalesce(to_s - from_s, 0)) over (order by day_on rows between unbounded preceding and 1 preceding), 0)::bigint as before_s
    from (select d.day_on, max(60 * w.from_min) as from_s, max(60 * w.to_min) as to_s
          from (select unnest(range((select min(began_at) from spans) - interval 1 day, $moment::timestamp + interval 2 day, interval 1 day))::date as day_on) d
          left join holiday h on h.day = d.day_on
          left join work_hour w on w.weekday = isodow(d.day_on) and w.valid_from <= d.day_on and (w.valid_to is null or w.valid_to > d.day_on)
               and h.day is null
          group by d.day_on)
),
cases as (
    select s.key, s.is_event,
           greatest(0, u.before_s + greatest(0, least(u.to_s, epoch(s.until_at + interval 7 hour - u.day_on::timestamp)::bigint) - u.from_s)
                     - b.before_s - greatest(0, least(b.to_s, epoch(s.began_at + interval 7 hour - b.day_on::timestamp)::bigint) - b.from_s))::bigint as t
    from spans s
    join days b on b.day_on = (s.began_at + interval 7 hour)::date
    join days u on u.day_on = (s.until_at + interval 7 hour)::date
)
