-- The newest quarantined rows as they came.
select feed, source, batch, part, line_no, reasons, raw, first_seen_at
from quarantine
where ($feed is null or feed = $feed) and ($reason is null or list_contains(reasons, $reason))
order by batch desc, part, line_no
limit $rows;
