-- What the touched reports were paired with, before they are paired anew.
delete from report_pair where source = $source and (report_id in (select report_id from touched) or other in (select report_id from touched));
