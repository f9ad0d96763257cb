-- Where it happened: reports, incidents and fire calls begun within [since, until), by the first code_len characters of the area.
with told as (
    select area, 1 as report_n, 0 as incident_n, 0 as fire_n from reports_asked($as_of, $area, $since, $until, $sources, null, null) where created_at <= $moment
    union all
    select area, 0, 1, 0 from incidents($as_of) where detected_at >= $since and detected_at < $until and detected_at <= $moment and lies_in(area, $area) and is_of_source(source, $sources)
    union all
    select area, 0, 0, 1 from fires($as_of) where called_at >= $since and called_at < $until and called_at <= $moment and lies_in(area, $area) and is_of_source(source, $sources)
)
select case when length(area) >= $code_len::integer then left(area, $code_len::integer) else 'tidak_diketahui' end as area,
       sum(report_n)::bigint as report_n, sum(incident_n)::bigint as incident_n, sum(fire_n)::bigint as fire_n, count(*) as n
from told group by 1 order by 1;
