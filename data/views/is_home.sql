-- True for rows of every source of this city (other cities stay apart), for what is asked without a choice of sources.
create or replace macro is_home(row_source) as coalesce(list_contains((select list(source) from source where is_home), row_source), false);
