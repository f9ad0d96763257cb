-- The keys of one page: within the stretch [lo, hi] of the order, after a row that was given or past the rows to skip.
select source, report_id, created_at, k
from keyed
where k between $lo and $hi
  and ($after_k is null or k > $after_k
       or (k = $after_k and (created_at < $after_at::timestamp or (created_at = $after_at::timestamp and (source, report_id) > ($after_source::varchar, $after_id::varchar)))))
order by k, created_at desc, source, report_id
limit $rows offset $skip
