-- The definitions kept under these names, newest first, each beside the one before it.
select kind, name, sha256, text, seen_at, lag(text) over (partition by kind, name order by seen_at) as before
from definition_log
where kind = $kind and list_contains($names::varchar[], name)
order by seen_at desc, name;
