-- What these reports were paired with, before they are paired anew.
delete from report_pair where source = $source and (report_id in (select report_id from pairing) or other in (select report_id from pairing));
