-- Quarantined rows by rule; a row that broke two rules counts under both.
select feed, source, reason, count(*) as n, max(first_seen_at) as newest_at
from (select feed, source, unnest(reasons) as reason, first_seen_at from quarantine where $feed is null or feed = $feed)
group by feed, source, reason
order by n desc, feed, source, reason;
