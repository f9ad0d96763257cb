-- Every two different hashes, one of them of `fresh`, the other of `fresh` or of those compared before, that differ in at most seven of
-- their 64 bits, each pair once. Two such hashes differ by at most one bit in one of four bands of 16 (pigeonhole; the way of Norouzi,
-- Punjani and Fleet 2012), so a band with its 16 neighbours of one bit finds every pair. Hashes of one piece of a band stand together
-- in a list: whole lists meet, which is four times as fast as hash by hash.
, bands as (select unnest([0, 16, 32, 48]) as band),
turns as (select 0 as turned union all select 1 << unnest(range(16))),
ours as (select (band << 16) | ((hash >> band) & 65535)::integer as piece, list(hash) as hashes from fresh, bands group by all),
reached as materialized (select xor(piece, turned) as piece, hashes from ours, turns),
theirs as (
    select piece, list(hash) as hashes
    from (select (band << 16) | ((hash >> band) & 65535)::integer as piece, hash from (from photo_looked union all from fresh), bands)
    where piece in (select piece from reached)
    group by piece
),
beside as (select unnest(r.hashes) as one, t.hashes as others from reached r join theirs t using (piece)),
met as (select one, unnest(others) as other from beside),
-- A hash has no sign, and is counted in halves.
near as (
    select least(one, other) as hash, greatest(one, other) as other_hash,
           (bit_count((xor(one, other) >> 32)::bigint) + bit_count((xor(one, other) & 4294967295)::bigint))::utinyint as off
    from met
    where bit_count((xor(one, other) >> 32)::bigint) + bit_count((xor(one, other) & 4294967295)::bigint) <= 7 and one <> other
)
select distinct hash, other_hash, off from near
