-- Calls by weekday (1 Monday … 7) and hour, by the Jakarta clock; cancelled ones are left out unless asked for by name.
select isodow(on_at)::integer as weekday, hour(on_at)::integer as hour, count(*) as n
from (select called_at + interval 7 hour as on_at from fires($as_of)
      where called_at >= $since and called_at < $until and lies_in(area, $area) and is_of_source(source, $sources)
        and coalesce(outcome = $kind, outcome <> 'cancelled'))
group by all order by all;
