-- The spans on the clock of working hours.
, cases as (
    select s.key, s.is_event, greatest(0, worked_by(u.before_s, u.from_s, u.to_s, s.until_s) - worked_by(b.before_s, b.from_s, b.to_s, s.began_s))::bigint as t
    from (select key, is_event, local_s(began_at) as began_s, local_s(until_at) as until_s from spans) s
    join days b on b.day_no = (s.began_s // 86400)::integer
    join days u on u.day_no = (s.until_s // 86400)::integer
)
