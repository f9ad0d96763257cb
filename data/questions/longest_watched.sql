-- How long the case watched longest was watched: what "not reached" is longer than.
select key, max(t) / 3600 as longest_h from cases group by key order by key
