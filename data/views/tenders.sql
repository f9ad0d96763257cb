-- Procurements as the city knew them at as_of (null: now): the releases of each put together, the newest word of each kind.
-- is_short: R003, fewer than 15 whole days for bids. is_single: R018, one bid where many could come. null: not known.
create or replace macro tenders(as_of) as table
select *, bid_days < 15 as is_short, case when method in ('open', 'selective') and bidder_n >= 1 then bidder_n = 1 end as is_single
from (
    select source, null::varchar as area, tender_id, arg_max(title, released_at) as title, arg_max(buyer, released_at) as buyer, arg_max(method, released_at) as method,
           arg_max(method_raw, released_at) as method_raw, arg_max(category, released_at) as category, arg_max(status, released_at) as status,
           arg_max(fiscal_year, released_at) as fiscal_year, arg_max(value_rp, released_at) as value_rp, arg_max(contract_rp, released_at) as contract_rp,
           arg_max(notice_at, released_at) as notice_at, arg_max(closes_at, released_at) as closes_at, arg_max(awarded_at, released_at) as awarded_at,
           arg_max(signed_at, released_at) as signed_at, max(released_at) filter (status in ('cancelled', 'unsuccessful', 'withdrawn')) as stopped_at,
           arg_max(bidder_n, released_at) as bidder_n, arg_max(is_lowest_out, released_at) as is_lowest_out, arg_max(gap_share, released_at) as gap_share,
           arg_max(supplier, released_at) as supplier, arg_max(item_classes, released_at) as item_classes, bool_or(is_retender) as is_retender,
           max(released_at) as released_at, floor(epoch(arg_max(closes_at, released_at) - arg_max(notice_at, released_at)) / 86400) as bid_days
    from (select * from tender_release r where as_of is null or r.released_at <= as_of)
    group by source, tender_id
);
