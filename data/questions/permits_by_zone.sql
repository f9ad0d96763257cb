-- Permits of the period by the land use of the zone in which they lie; outside of every zone counts as a row of its own.
with asked as (
    select p.*, case when p.decided_at <= $moment then p.decided_at end as done_at from permit p
    where p.applied_at >= $since and p.applied_at < $until and lies_in(p.area, $area) and is_of_source(p.source, $sources)
),
placed as (
    select a.source, a.permit_id, min(z.code) as code, min_by(z.land_use, z.code) as land_use
    from asked a join (select code, land_use, geom from zoning_area where is_home(source)) z on st_contains(z.geom, st_point(a.lon, a.lat))
    where a.lon is not null group by a.source, a.permit_id
)
select p.code, p.land_use, count(*) as n, count(*) filter (a.due_at <= $moment) as matured_n,
       count(*) filter (a.due_at <= $moment and a.done_at <= a.due_at) as on_time_n, count(*) filter (a.done_at is null) as open_n,
       count(*) filter (a.done_at is null and a.due_at <= $moment) as overdue_n, count(*) filter (a.decision = 'tolak' and a.done_at is not null) as refused_n
from asked a left join placed p on p.source = a.source and p.permit_id = a.permit_id
group by p.code, p.land_use
order by n desc, p.code;
