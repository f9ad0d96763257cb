-- A random sample of last week's closings: the order is the digest of week and number, so everybody draws the same.
select source, report_id, category, agency, area, created_at, closed_at, is_hidden, count(*) over () as of_n
from cases
order by md5(concat_ws('|', $week, source, report_id)), source, report_id
limit $sampel_least;
