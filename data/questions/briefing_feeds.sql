-- Each feed with its sources: titles, limits of age, and what the books say of its loads. A feed that never loaded has
-- one row without a source. Sources of other cities are left out.
select k.feed, k.title_id, k.title_en, k.rank, k.fresh_min, k.expire_min, b.source, coalesce(b.is_simulated, false) as is_simulated,
       coalesce(b.rows, 0)::bigint as rows, coalesce(b.quarantined, 0)::bigint as quarantined, b.newest_event_at
from feed_kind k
left join (select b.feed, b.source, sum(b.inserted) as rows, sum(b.quarantined) as quarantined,
                  max(b.newest_event_at) as newest_event_at, any_value(s.is_simulated) as is_simulated
           from batch b join source s on s.source = b.source and s.feed = b.feed
           where s.is_home group by b.feed, b.source) b on b.feed = k.feed
order by k.rank, k.feed, b.source;
