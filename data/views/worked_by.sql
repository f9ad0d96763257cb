-- A moment as seconds by the clock of Jakarta since 1970.
create or replace macro local_s(moment) as epoch_us(moment) // 1000000 + 25200;
-- Seconds of working hours up to a moment (local_s): those of all days before its own, and of its own day up to it. The day is given by
-- parts/work_days: before_s, from_s, to_s (seconds of the day between which is worked).
create or replace macro worked_by(before_s, from_s, to_s, at_s) as before_s + greatest(0, least(to_s, at_s % 86400) - from_s);
