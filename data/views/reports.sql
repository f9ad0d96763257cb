-- Reports as the city knew them at as_of (null: now): see reports_since.
create or replace macro reports(as_of) as table select * from reports_since(as_of, null::timestamp);
