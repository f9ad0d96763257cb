-- The edges of a 95 % band of a survival curve on the log-log scale (exponential Greenwood): s to the power of
-- exp(+-z*se/ln s). Before the first event there is no band; at s = 0 the upper edge is not defined.
create or replace macro survival_low(s, variance) as
case when s >= 1 then 1 when s <= 0 then 0 else exp(-exp(least(700, ln(-ln(s)) - 1.959963984540054 * sqrt(variance) / ln(s)))) end;
create or replace macro survival_high(s, variance) as
case when s >= 1 then 1 when s > 0 then exp(-exp(ln(-ln(s)) + 1.959963984540054 * sqrt(variance) / ln(s))) end;
-- The least that survival_low can be while the curve falls from s_from to s_to and the variance is at most this.
create or replace macro survival_low_bound(s_from, s_to, variance) as
least(survival_low(s_from, variance), survival_low(s_to, variance));
