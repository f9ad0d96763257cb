-- Wilson's 95 % interval of a share of `k` in `n`, each end from 0 to 1; null where there is nothing to share.
create or replace macro wilson_low(k, n) as
case when n > 0 then (k / n + 1.920729410347062 / n - 1.959963984540054 * sqrt((k / n) * (1 - k / n) / n + 0.960364705173531 / n / n)) / (1 + 3.841458820694124 / n) end;
create or replace macro wilson_high(k, n) as
case when n > 0 then (k / n + 1.920729410347062 / n + 1.959963984540054 * sqrt((k / n) * (1 - k / n) / n + 0.960364705173531 / n / n)) / (1 + 3.841458820694124 / n) end;
