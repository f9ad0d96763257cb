-- Which source has a report of this number: this city's first, then the one that came in last.
select r.source, r.report_id
from report r left join source s on s.source = r.source and s.feed = 'citizen_reports'
where r.report_id in ($of_id, upper($of_id))
order by coalesce(s.is_home, true) desc, r.created_at desc
limit 1;
