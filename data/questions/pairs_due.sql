-- Reports whose neighbours have not been looked for yet: those of a bulk load, until the housekeeping has gone through them.
select count(*)::bigint as n
from report r
semi join report_pair_due d on d.source = r.source and r.created_at between d.from_at and d.to_at
where is_of_source(r.source, $sources) and lies_in(r.area, $area);
