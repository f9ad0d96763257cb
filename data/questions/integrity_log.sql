-- Every review of one report, newest first.
select reviewed_at, who, verdict, note, rules from integrity_review where source = $source and report_id = $report_id order by reviewed_at desc;
