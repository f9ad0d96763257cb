-- What was foretold at the cut against what came: ten bins of the chance, over the reports that have fallen due since.
-- lo, hi: Wilson's 95 % interval of the share that came late.
, with_bins as (
    select least(9, floor(10 * p_late))::integer as bin, p_late, coalesce(first_closed_at > due_at, true) as is_late
    from judged where due_at <= $moment and p_late is not null
),
binned as (
    select bin, count(*) as n, avg(p_late) as foretold, avg(is_late::integer) as came, 1.959963984540054 as z from with_bins group by bin
)
select bin, n, foretold, came,
       (came + z * z / (2 * n) - z * sqrt(came * (1 - came) / n + z * z / (4.0 * n * n))) / (1 + z * z / n) as lo,
       (came + z * z / (2 * n) + z * sqrt(came * (1 - came) / n + z * z / (4.0 * n * n))) / (1 + z * z / n) as hi
from binned order by bin
