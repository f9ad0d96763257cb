-- Closings that deserve a second look: one row per (report, rule). $<rule>_<parameter> come from integrity_rule. `value` is
-- what the rule measured, `more` what it was measured against, `other` another report that takes part, strength 0 to 1.
,
-- 1. A photo that resembles one of another matter: Hamming distance of two hashes of 64 bits. Which hashes resemble each other is
-- known already (photo_likeness, and $ones, $others, $offs for pictures that came since); who carried them by when is asked here.
-- Flat pictures (nearly all bits alike) say nothing.
proofs as materialized (
    select c.source, c.report_id, p.photo_hash, metres_between(c.lon, c.lat, p.lon, p.lat) as off_m, epoch(c.created_at - p.taken_at) as early_s
    from follow_up_photo p join cases c using (source, report_id)
    where $as_of is null or p.known_at <= $as_of
),
looked_at as materialized (
    select source, report_id, 'report' as kind, photo_hash as hash from cases
    union all
    select source, report_id, 'follow_up', photo_hash from proofs
),
own as materialized (select distinct hash from looked_at where bit_count(hash) between 5 and 59),
likeness as (
    select hash, other_hash, off from photo_likeness
    union all
    select unnest($ones::ubigint[]), unnest($others::ubigint[]), unnest($offs::utinyint[])
),
resembling as materialized (
    select hash, other_hash from likeness where off <= $foto_sama_bits and hash in (from own)
    union
    select other_hash, hash from likeness where off <= $foto_sama_bits and other_hash in (from own)
),
album as materialized (
    with wanted as materialized (select hash from own union select other_hash from resembling)
    select source, report_id, 'report' as kind, photo_hash as hash, category, lon, lat, created_at
    from reports_stood($as_of, $since::timestamp - to_days($foto_sama_days::integer))
    where photo_hash in (from wanted) and is_of_source(source, $sources)
    union all
    select source, report_id, 'report', photo_hash, category, lon, lat, created_at
    from reports_heard($as_of, $since::timestamp - to_days($foto_sama_days::integer))
    where photo_hash in (from wanted) and is_of_source(source, $sources)
    union all
    select r.source, r.report_id, 'follow_up', p.photo_hash, r.category, r.lon, r.lat, r.created_at
    from follow_up_photo p join report r on r.source = p.source and r.report_id = p.report_id
    where p.photo_hash in (from wanted) and p.event_at >= $since::timestamp - to_days($foto_sama_days::integer)
      and ($as_of is null or p.known_at <= $as_of) and is_of_source(p.source, $sources)
),
pairs as materialized (
    from resembling
    union all
    select hash, hash from album where hash in (from own) group by hash having count(*) > 1
),
-- A picture that stands under very many reports would meet itself too often: some of them are enough to tell.
others as (
    select * from album where hash in (select other_hash from pairs)
    qualify row_number() over (partition by hash order by source, report_id) <= $foto_sama_least
),
alike as (
    select l.source, l.report_id, l.kind, o.report_id as other, o.kind as other_kind, o.category, o.lon, o.lat, o.created_at, bit_count(xor(l.hash, o.hash)) as off
    from looked_at l join pairs p on p.hash = l.hash join others o on o.hash = p.other_hash
    where l.report_id <> o.report_id or l.source <> o.source or (l.kind = 'follow_up' and o.kind = 'report')
),
same_photo as (
    select a.source, a.report_id, 'foto_sama' as rule, min(a.off)::double as value, count(distinct a.other)::double as more, arg_min(a.other, (a.off, a.other)) as other,
           1 - min(a.off) / (2.0 * $foto_sama_bits) as strength
    from alike a
    join cases c on c.source = a.source and c.report_id = a.report_id
    -- Two citizens before one thing, or one crew's picture for all reports about it, are as it should be.
    where a.report_id = a.other
       or not (a.category = c.category and coalesce(metres_between(c.lon, c.lat, a.lon, a.lat) <= $foto_sama_reach_m, true)
               and ((a.kind = 'report' and a.other_kind = 'report') or abs(epoch(a.created_at - c.created_at)) <= $foto_sama_seconds))
    group by a.source, a.report_id
),
-- 2. Faster than usual: below the lower fence of the category's logarithms, exp(P50 - spread * (P50 - P16)), or below a
-- floor whatever the category. P50 and P16 do not feel the slow tail, nor the few that are too fast.
learned as (
    select category, count(*) as n, quantile_cont(ln(greatest(epoch(first_closed_at - first_action_at), 1)), [0.5, 0.1587]) as q
    from (select source, category, outcome, first_action_at, first_closed_at
          from reports_stood($as_of, $until::timestamp - to_days($terlalu_cepat_days::integer)) where is_of_source(source, $sources)
          union all
          select source, category, outcome, first_action_at, first_closed_at
          from reports_told_ended($as_of, $until::timestamp - to_days($terlalu_cepat_days::integer), $as_of::timestamp + interval 2 day)
          where is_of_source(source, $sources))
    where outcome = 'resolved' and first_action_at is not null
    group by category
),
too_fast as (
    select c.source, c.report_id, 'terlalu_cepat' as rule, epoch(c.first_closed_at - c.first_action_at) / 60 as value, f.fence_s / 60 as more, null as other,
           greatest(0.1, 1 - epoch(c.first_closed_at - c.first_action_at) / f.fence_s) as strength
    from cases c
    join (select category, greatest($terlalu_cepat_seconds, case when n >= $terlalu_cepat_least then exp(q[1] - $terlalu_cepat_spread * (q[1] - q[2])) else 0 end) as fence_s from learned) f
      on f.category = c.category
    where epoch(c.first_closed_at - c.first_action_at) < f.fence_s and c.first_closed_at > c.first_action_at
),
-- 3. Reported again: reports of the category opened after the close, near and soon, other than the second reports of the
-- same event (opened within a day of the first). In a busy kelurahan some come by chance, so a flag needs more of them
-- than chance gives: a Poisson tail, with the kelurahan's own density of the category (without these) and a factor for
-- crowding within it. Cells are two reaches wide, so that a disc touches four of them at most;
-- a cell is one number, a hash: who shares it by chance is told apart by name.
newer as materialized (
    select source, report_id, category, area, lon, lat, created_at
    from reports_stood($as_of, least($since::timestamp, $until::timestamp - to_days($lapor_ulang_least::integer)))
    where lon is not null and is_of_source(source, $sources)
    union all
    select source, report_id, category, area, lon, lat, created_at
    from reports_heard($as_of, least($since::timestamp, $until::timestamp - to_days($lapor_ulang_least::integer)))
    where lon is not null and is_of_source(source, $sources)
),
gridded as (
    select hash(source, report_id) as id, source, category, report_id, lon, lat, created_at,
           hash(source, category, floor(lat * 110574 / (2 * $lapor_ulang_reach_m))::bigint, floor(lon * 110662 / (2 * $lapor_ulang_reach_m))::bigint) as cell
    from newer
    where created_at > $since and created_at < $until::timestamp + to_days($lapor_ulang_days::integer) -- what was closed in the period is reported again soon after it
),
edges as materialized (
    select hash(source, report_id) as id, source, report_id, category, hash(category, area) as here, lon, lat, created_at, closed_at,
           floor((lat * 110574 - $lapor_ulang_reach_m - 1) / (2 * $lapor_ulang_reach_m))::bigint as y0, floor((lat * 110574 + $lapor_ulang_reach_m + 1) / (2 * $lapor_ulang_reach_m))::bigint as y1,
           floor((lon - ($lapor_ulang_reach_m + 1) / (111320 * cos(radians(lat)))) * 110662 / (2 * $lapor_ulang_reach_m))::bigint as x0,
           floor((lon + ($lapor_ulang_reach_m + 1) / (111320 * cos(radians(lat)))) * 110662 / (2 * $lapor_ulang_reach_m))::bigint as x1
    from cases
    where lon is not null
),
discs as (
    select id, source, category, lon, lat, created_at, closed_at, hash(source, category, y0 + dy, x0 + dx) as cell
    from edges, (from (values (0), (1)) y(dy), (values (0), (1)) x(dx)) near
    where y0 + dy <= y1 and x0 + dx <= x1
),
again as (
    select d.id, count(*) as n, arg_min(w.report_id, w.created_at) as other
    from discs d
    join gridded w on w.cell = d.cell and w.created_at > d.closed_at and w.created_at <= d.closed_at + to_days($lapor_ulang_days::integer)
    where case when w.source = d.source and w.category = d.category then w.id <> d.id and w.created_at > d.created_at + to_seconds($lapor_ulang_seconds)
      and round(metres_between(d.lon, d.lat, w.lon, w.lat), 3) <= $lapor_ulang_reach_m end
    group by d.id
),
density as (
    select n.here, n.n, a.area_km2
    from (select hash(category, area) as here, any_value(area) as area, count(*) as n from newer where area is not null and created_at < $until group by here) n join area a on a.code = n.area
),
by_chance as (
    select c.source, c.report_id, g.n, g.other, greatest(0, coalesce(d.n, 0) - 1 - g.n) / greatest($lapor_ulang_least, date_diff('day', $since::timestamp, $until::timestamp)) * $lapor_ulang_days * pi() * pow($lapor_ulang_reach_m / 1000, 2)
                / coalesce(nullif(d.area_km2, 0), 1) * $lapor_ulang_crowding as expected
    from again g
    join edges c on c.id = g.id
    left join density d on d.here = c.here
),
reported_again as (
    select source, report_id, 'lapor_ulang' as rule, n::double as value, expected as more, other,
           1 - greatest(0, 1 - list_sum(list_transform(range(least(n, 20)), i -> exp(-expected) * pow(expected, i) / factorial(i::integer)))) as sure
    from by_chance
),
-- 4, 5. The follow-up photo, by its own place and clock. Beyond 200 km the place is a fault of the device.
photos as (select source, report_id, max(off_m) as off_m, max(early_s) as early_s from proofs group by source, report_id),
-- 6. Closings of one officer within a minute: the fullest minute that holds this one. A minute that holds enough of them lies
-- in two neighbouring slots of the clock that hold as many together: only what stands in such slots needs to be put in order,
-- and no count that is enough loses anything by it. A slot is one number, a hash of the officer and the minute.
ended as materialized (
    select e.source, e.report_id, e.officer, e.event_at, ((hash(e.source, e.officer) & 2147483647)::bigint << 32) + epoch_us(e.event_at) // (1e6 * $sekaligus_seconds)::bigint as slot
    from report_event e join stage s on s.stage = e.stage
    where s.is_final and e.officer is not null and coalesce(e.outcome, 'resolved') = 'resolved' and ($as_of is null or e.known_at <= $as_of)
      and e.event_at >= $since::timestamp - interval 1 hour and e.event_at < $until
),
slots as (select slot, count(*) as n from ended group by slot),
full_slots as (
    select slot from slots where n >= $sekaligus_least
    union
    select unnest([a.slot, b.slot]) from slots a join slots b on b.slot = a.slot + 1 where a.n + b.n >= $sekaligus_least
),
closings as (
    select *, count(*) over (partition by source, officer order by event_at range between to_seconds($sekaligus_seconds) preceding and current row) as n
    from ended
    where slot in (from full_slots)
),
fullest as (
    select source, report_id, event_at,
           max(n) over (partition by source, officer order by event_at range between current row and to_seconds($sekaligus_seconds) following) as n
    from closings
),
flags as (
    select * from same_photo
    union all select * from too_fast
    union all select source, report_id, rule, value, more, other, 1 - (1 - sure) / $lapor_ulang_chance / 2 from reported_again where 1 - sure <= $lapor_ulang_chance
    union all select source, report_id, 'foto_jauh', off_m, $foto_jauh_reach_m, null, 1 - sqrt($foto_jauh_reach_m / off_m) / 2
              from photos where round(off_m, 3) > $foto_jauh_reach_m and off_m < 200000
    union all select source, report_id, 'foto_lama', early_s / 3600, $foto_lama_seconds / 3600, null, 1 - sqrt($foto_lama_seconds / early_s) / 2 from photos where early_s > $foto_lama_seconds
    union all select c.source, c.report_id, 'sekaligus', f.n::double, $sekaligus_seconds::double, null, 1 - 1.0 / f.n
              from fullest f join cases c on c.source = f.source and c.report_id = f.report_id and c.closed_at = f.event_at where f.n >= $sekaligus_least
)
select f.source, f.report_id, f.rule, f.value::double as value, f.more::double as more, f.other, greatest(0, least(1, f.strength))::double as strength,
       c.category, c.agency, c.area, c.created_at, c.closed_at, c.is_hidden
from flags f join cases c on c.source = f.source and c.report_id = f.report_id
order by c.closed_at desc, f.source, f.report_id, f.rule;
