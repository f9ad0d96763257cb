-- True for rows that lie in an area. For the province every row counts, also one without an area (no place, or outside).
create or replace macro lies_in(code, in_area) as length(in_area) = 2 or coalesce(starts_with(code, in_area), false);
