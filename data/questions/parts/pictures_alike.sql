-- Every two different hashes, one of them of `fresh`, the other of `fresh` or of those compared before, that differ in at most seven of
-- their 64 bits, each pair once. Two such hashes differ by at most one bit in one of four bands of 16 (pigeonhole; the way of Norouzi,
-- Punjani and Fleet 2012), so a band with its 16 neighbours of one bit finds every pair.
, bands as (select unnest([0, 16, 32, 48]) as band),
turns as (select 0 as turned union all select 1 << unnest(range(16))),
probes as materialized (select hash, band, xor((hash >> band) & 65535, turned) as piece from fresh, bands, turns),
known as (select hash, band, (hash >> band) & 65535 as piece from (from photo_looked union from fresh), bands),
-- A hash has no sign, and is counted in halves.
met as (
    select least(p.hash, k.hash) as hash, greatest(p.hash, k.hash) as other_hash,
           (bit_count((xor(p.hash, k.hash) >> 32)::bigint) + bit_count((xor(p.hash, k.hash) & 4294967295)::bigint))::utinyint as off
    from known k join probes p using (band, piece)
    where p.hash <> k.hash
)
select distinct hash, other_hash, off from met where off <= 7
