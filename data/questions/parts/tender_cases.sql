-- From the notice to the signed contract, in seconds; a procurement that was stopped or is still under way is censored.
with cases as (
    select coalesce(category, 'tidak_diketahui') as key, epoch(least(coalesce(signed_at, stopped_at, $moment), $moment::timestamp) - notice_at)::bigint as t, signed_at is not null and signed_at <= $moment as is_event
    from tenders($as_of)
    where notice_at >= $since and notice_at < $until and is_of_source(source, $sources)
)
