-- Siaga of a level against a post's limits: 1 (danger) to 4 (normal), null without a limit. Inclusive limits, lo <= x,
-- are the safe side and the default of flood_post.csv: the city has reported Katulampa's 80 cm both ways.
create or replace macro siaga(level_cm, s3_cm, s2_cm, s1_cm, is_inclusive) as
case when level_cm is null or s3_cm is null then null
     when level_cm > s1_cm or is_inclusive and level_cm = s1_cm then 1
     when level_cm > s2_cm or is_inclusive and level_cm = s2_cm then 2
     when level_cm > s3_cm or is_inclusive and level_cm = s3_cm then 3
     else 4 end;
