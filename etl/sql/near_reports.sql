-- The reports among which the touched ones can have neighbours, each in its cell of 400 m and 16 days. A table of its own, so that
-- the plan of the pairs knows how many they are.
create or replace temp table near_reports as
select *, hash(kind, floor(lat * 110574 / 400)::bigint, floor(lon * 110662 / 400)::bigint, t // (16 * 86400)) as cell
from (select report_id, hash(category) as kind, area, lon, lat, created_at, epoch(created_at)::bigint as t, report_id in (select report_id from touched) as is_new
      from report
      where source = $source and lon is not null and created_at >= (select min(created_at) from touched) - interval 8 day
        and created_at <= (select max(created_at) from touched) + interval 8 day);
