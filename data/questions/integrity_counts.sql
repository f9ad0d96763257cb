-- How many closings were looked at, by agency and kelurahan, and how many of them had a follow-up that was refused before.
select coalesce(agency, 'tidak_diketahui') as agency, coalesce(area, 'tidak_diketahui') as area, count(*) as n, count(*) filter (refused_n > 0) as refused_n
from cases group by all order by all;
