-- The same cases on the clock of working hours: t counts these alone.
, asked as (
    select s.* exclude (began_s, until_s)
           replace (greatest(0, worked_by(u.before_s, u.from_s, u.to_s, s.until_s) - worked_by(b.before_s, b.from_s, b.to_s, s.began_s))::bigint as t)
    from (select *, local_s(created_at) as began_s, local_s(left_at) as until_s from reported) s
    join days b on b.day_no = (s.began_s // 86400)::integer
    join days u on u.day_no = (s.until_s // 86400)::integer
)
