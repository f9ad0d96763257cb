-- When a report was opened: so that the rest reads its day alone. No row for one that does not exist.
select created_at from report where source = $of_source and report_id = $of_id;
