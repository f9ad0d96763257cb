-- Loads, newest first. The law: read_rows = inserted + updated + duplicate + quarantined.
select batch, feed, source, origin, sha256, bytes, mapping, state, read_rows, inserted, updated, duplicate, quarantined,
       tables, notices, newest_event_at, fingerprint, started_at, finished_at, seconds, error
from batch
where ($feed is null or feed = $feed) and ($source is null or source = $source)
order by batch desc
limit $rows;
