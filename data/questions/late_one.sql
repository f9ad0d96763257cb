-- The chance of one open report to be late; no row when it is closed or late already.
select p_late, is_pooled from judged where source = $of_source and report_id = $of_id and first_closed_at is null
