-- Pictures that have not been compared with the others yet, each hash once. Nearly flat ones (nearly all bits alike) say nothing and
-- are never asked for.
select distinct hash
from (select photo_hash as hash from report union all select photo_hash from follow_up_photo)
where bit_count(hash) between 5 and 59 and hash not in (select hash from photo_looked)
