-- Procurements of the period with the Cardinal red flags that their data allow: true, false, or null where it is not known
-- or where there are fewer than $least in the population of a quartile rule. Those without any date are always listed.
with asked as (
    select *, coalesce(closes_at, notice_at) as happened_at from tenders($as_of)
    where is_of_source(source, $sources) and (coalesce(closes_at, notice_at) is null or coalesce(closes_at, notice_at) >= $since and coalesce(closes_at, notice_at) < $until)
),
gaps as (
    select count(*) as gap_n, quantile_cont(gap_share, 0.25) - 1.5 * (quantile_cont(gap_share, 0.75) - quantile_cont(gap_share, 0.25)) as floor
    from asked where gap_share is not null
),
suppliers as (
    select source, supplier, count(distinct class) as classes_n
    from (select source, supplier, unnest(from_json(item_classes, '["VARCHAR"]')) as class from asked where supplier is not null and item_classes is not null) group by 1, 2
),
spread as (
    select count(*) as supplier_n, quantile_cont(classes_n, 0.75) + 1.5 * (quantile_cont(classes_n, 0.75) - quantile_cont(classes_n, 0.25)) as ceiling from suppliers
)
select a.source, a.tender_id, a.title, a.buyer, a.method, a.category, a.status, a.value_rp, a.contract_rp, a.notice_at, a.closes_at, a.signed_at, a.bid_days, a.bidder_n,
       a.is_short as r003, a.is_single as r018, case when g.gap_n >= $least then a.gap_share <= g.floor end as r024, a.is_lowest_out as r036,
       case when p.supplier_n >= $least then s.classes_n >= p.ceiling and s.classes_n > 1 end as r048, g.gap_n, p.supplier_n
from asked a cross join gaps g cross join spread p left join suppliers s on s.source = a.source and s.supplier = a.supplier
order by coalesce(r003, false)::integer + coalesce(r018, false)::integer + coalesce(r024, false)::integer + coalesce(r036, false)::integer + coalesce(r048, false)::integer desc,
         a.happened_at desc nulls last, a.source, a.tender_id;
