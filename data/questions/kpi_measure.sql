select picked_key as key, (<<measure>>)::double as value, (<<size>>)::bigint as n
from picked
where picked_key is not null
group by picked_key
