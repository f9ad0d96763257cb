-- When the figures of a feed are late, and when they have expired.
select feed, fresh_min, expire_min from feed_kind order by rank;
