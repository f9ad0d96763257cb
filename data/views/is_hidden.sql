-- What must never be shown exactly: a private report, or one of a sensitive category.
create or replace macro is_hidden(of_private, of_category) as
of_private or coalesce(list_contains((select list(category) from category where is_sensitive), of_category), false);
