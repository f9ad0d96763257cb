-- Every two different hashes, one of them of `fresh`, the other of `fresh` or of those compared before, that differ in at most seven of
-- their 64 bits, each pair once. Two such hashes differ by at most one bit in one of four bands of 16 (pigeonhole; the way of Norouzi,
-- Punjani and Fleet 2012), so a band with its 16 neighbours of one bit finds every pair. Hashes of one piece of a band stand together
-- in a list: whole lists meet, which is much faster than hash by hash. bit_count takes numbers with a sign: 2**63 less is one, and leaves
-- what differs as it is.
, bands as (select unnest([0, 16, 32, 48]) as band),
turns as (select 0 as turned union all select 1 << unnest(range(16))),
ours as materialized (
    select (band << 16) | ((hash >> band) & 65535)::integer as piece, list((hash::hugeint - 9223372036854775808)::bigint) as hashes from fresh, bands group by all
),
reached as materialized (select piece as own, xor(piece, turned) as piece, hashes from ours, turns),
theirs as (
    select piece, list((hash::hugeint - 9223372036854775808)::bigint) as hashes
    from (select (band << 16) | ((hash >> band) & 65535)::integer as piece, hash from photo_looked, bands)
    where piece in (select piece from reached)
    group by piece
),
beside as (
    select unnest(r.hashes) as one, t.hashes as others from reached r join theirs t using (piece)
    union all
    select unnest(r.hashes), o.hashes from (from reached where own <= piece) r join ours o using (piece) -- two fresh lists meet once
),
met as (select one, unnest(others) as other from beside),
near as (select distinct least(one, other) as one, greatest(one, other) as other from met where bit_count(xor(one, other)) <= 7 and one <> other)
select (one::hugeint + 9223372036854775808)::ubigint as hash, (other::hugeint + 9223372036854775808)::ubigint as other_hash, bit_count(xor(one, other))::utinyint as off
from near
