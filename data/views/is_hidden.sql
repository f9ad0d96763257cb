-- What must never be shown exactly: a private report, or one of a sensitive category. These are given as a list of values ($sensitive, which
-- Answers binds), for the reason that is_of_source names.
create or replace macro is_hidden(of_private, of_category, of_sensitive) as
of_private or coalesce(list_contains(of_sensitive::varchar[], of_category), false);
