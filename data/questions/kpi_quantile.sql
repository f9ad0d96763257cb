select q.key, q.p50_h, q.p50_lo, q.p50_hi, q.p90_h, q.p90_lo, q.p90_hi, z.n
from quantiles q join sizes z on z.key = q.key
