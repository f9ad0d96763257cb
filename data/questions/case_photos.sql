-- The addresses of one report's pictures as known at the moment, the one known first first: a later one never changes the number of another; none of a report that must not be shown exactly.
select p.role, p.event_at, p.url, row_number() over (order by p.known_at, p.event_at, p.role) as no
from report_photo p join report r on r.source = p.source and r.report_id = p.report_id
where p.source = $of_source and p.report_id = $of_id and p.known_at <= $moment and not is_hidden(r.is_private, r.category, $sensitive)
order by no;
