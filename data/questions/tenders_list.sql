-- Procurements, by their newest release, newest first, one page. Those without a date carry the beginning of their fiscal year.
select source, tender_id, released_at, title, buyer, method, method_raw, category, status, fiscal_year, value_rp, contract_rp, notice_at, closes_at, awarded_at, signed_at, bidder_n,
       is_short, is_single, is_lowest_out, is_retender
from tenders($as_of)
where released_at >= $since and released_at < $until and is_of_source(source, $sources)
  and ($after_released_at is null or (released_at, source, tender_id) < ($after_released_at::timestamp, $after_source::varchar, $after_tender_id::varchar))
order by released_at desc, source desc, tender_id desc
limit $rows;
