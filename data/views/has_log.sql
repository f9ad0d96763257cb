-- True for a source that keeps a log of what happened to its reports.
create or replace macro has_log(row_source) as
coalesce(list_contains((select list(distinct source) from report_event), row_source), false);
