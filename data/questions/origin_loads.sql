-- What was loaded for some feeds, or into some tables, by feed and source: the law's counts, and the newest load of each.
select feed, source, count(*) as batches_n, min(batch) as first_batch, max(batch) as last_batch, arg_max(sha256, batch) as sha256, arg_max(origin, batch) as origin,
       sum(read_rows)::bigint as read_rows, sum(inserted)::bigint as inserted, sum(updated)::bigint as updated, sum(duplicate)::bigint as duplicate,
       sum(quarantined)::bigint as quarantined, max(newest_event_at) filter (newest_event_at <= $moment) as newest_event_at,
       max(finished_at) as finished_at, starts_with(source, 'simulasi') as is_simulated
from batch
where state = 'loaded' and started_at <= $moment and (list_contains($feeds::varchar[], feed) or list_has_any(json_keys(tables), $tables::varchar[]))
group by feed, source
order by feed, source;
