-- The part of reports_since that the log tells: see reports_told_ended.
-- A question that asks for several periods of one past derives this part once, from the earliest of them, and shares it.
create or replace macro reports_told(as_of, from_at) as table from reports_told_ended(as_of, from_at, null::timestamp);
