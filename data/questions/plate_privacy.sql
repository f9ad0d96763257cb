-- What is kept of plates: how many reads, under how many day keys, how many of these may still live, and the rules of plate_rule.csv.
select count(*) as read_n, count(*) filter (not is_readable) as unread_n, count(distinct (read_at + interval 7 hour)::date) as days_n,
       count(distinct (read_at + interval 7 hour)::date) filter ((read_at + interval 7 hour)::date > ($moment::timestamp + interval 7 hour)::date - (select value::integer from plate_rule where rule = 'key_days')) as live_n,
       (select value from plate_rule where rule = 'key_days') as key_days, (select value from plate_rule where rule = 'least_group') as least_n
from plate_read where lies_in(area, $area) and is_of_source(source, $sources);
