-- Readings of one post in the period, oldest first.
select source, post, name, measured_at, level_cm, siaga, severity, source_siaga, source_status, is_mismatch, s3_cm, s2_cm, s1_cm
from water_siaga
where post = $post and measured_at >= $since and measured_at < $until and ($as_of is null or measured_at <= $as_of)
  and is_of_source(source, $sources)
order by source, measured_at;
