-- A count as it may leave the house: one of 1 to 4 could point at persons, so it is not told.
create or replace macro public_count(n) as case when n between 1 and 4 then null else n end;
