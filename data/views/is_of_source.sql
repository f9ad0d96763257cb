-- True for rows of the source asked for; without one, for rows of every source of this city (other cities stay apart).
create or replace macro is_of_source(row_source, of_source) as
case when of_source is null then coalesce(list_contains((select list(source) from source where is_home), row_source), false)
     else row_source = of_source end;
