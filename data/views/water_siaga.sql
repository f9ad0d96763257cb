-- Every reading with the limits of its post on that day, the siaga that we compute, and the one that the source states
-- kept beside it. severity = 5 - siaga goes up with danger. is_least: the next limit is not known, so it may be worse.
create or replace view water_siaga as
select w.*, coalesce(p.name, w.post_raw) as name, p.rank, p.river, p.kind, p.datum, p.interval_min, p.s3_cm, p.s2_cm, p.s1_cm,
       siaga(w.level_cm, p.s3_cm, p.s2_cm, p.s1_cm, p.is_inclusive) as siaga,
       5 - siaga(w.level_cm, p.s3_cm, p.s2_cm, p.s1_cm, p.is_inclusive) as severity,
       coalesce(w.source_siaga <> siaga(w.level_cm, p.s3_cm, p.s2_cm, p.s1_cm, p.is_inclusive), false) as is_mismatch,
       coalesce(case siaga(w.level_cm, p.s3_cm, p.s2_cm, p.s1_cm, p.is_inclusive)
                when 2 then p.s1_cm is null when 3 then p.s2_cm is null end, false) as is_least,
       coalesce(p.is_s3_verified and p.is_s2_verified and p.is_s1_verified, false) as is_verified
from water_level w
left join flood_post p on p.post = w.post and p.valid_from <= w.measured_at + interval 7 hour
     and (p.valid_to is null or p.valid_to > w.measured_at + interval 7 hour);
