-- Of the incidents that somebody judged (seen to be true or false), the share of false alarms, by camera owner, type or kota,
-- with Wilson's interval beside that of all of them.
with judged as (
    select coalesce(case $by when 'owner' then c.owner when 'type' then i.event_type else left(i.area, $code_len) end, 'tidak_diketahui') as key, i.is_false_alarm, i.camera_id
    from incidents($as_of) i
    left join (select source, camera_id, owner from camera qualify row_number() over (partition by source, camera_id order by updated_at desc) = 1) c
         on c.source = i.source and c.camera_id = i.camera_id
    where i.detected_at >= $since and i.detected_at < $until and lies_in(i.area, $area) and is_of_source(i.source, $sources)
      and (i.is_false_alarm or coalesce(i.verified_at, i.acknowledged_at, i.cleared_at) is not null)
),
counted as (select key, count(*) as n, count(*) filter (is_false_alarm) as false_n, count(distinct camera_id) as cameras_n from judged group by key),
whole as (select count(*) as n, count(*) filter (is_false_alarm) as false_n from judged),
banded as (
    select k.*, 100.0 * k.false_n / k.n as false_pct, 100 * wilson_low(k.false_n, k.n) as lo_pct, 100 * wilson_high(k.false_n, k.n) as hi_pct,
           100.0 * w.false_n / w.n as all_pct, 100 * wilson_low(w.false_n, w.n) as all_lo_pct, 100 * wilson_high(w.false_n, w.n) as all_hi_pct
    from counted k, whole w
)
select *, case when n < $least_n then 'sedikit' when lo_pct > all_hi_pct then 'di atas' when hi_pct < all_lo_pct then 'di bawah' else 'tidak berbeda' end as verdict
from banded order by n < $least_n, false_pct desc, key;
