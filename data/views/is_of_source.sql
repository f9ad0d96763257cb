-- True for rows of one of the sources asked for. They are given as a list of values ($sources, which Answers binds): so they are constant when a
-- question is planned, and a column of few different sources is compared once for each of them and not once for each row.
create or replace macro is_of_source(row_source, of_sources) as coalesce(list_contains(of_sources::varchar[], row_source), false);
