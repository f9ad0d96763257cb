-- Each feed and source with its state at a moment: see the view feed_states.
select * exclude (rank, fresh_min, expire_min) from feed_states($now::timestamp) order by rank, feed, source;
