-- Where more than 200 reports of a category share a cell, a place of convenience stands for many (a default point, the middle of a
-- kelurahan): the first 200 tell as much, and to compare all with all would take for ever.
delete from near_reports
using (select rowid as late_id
       from near_reports
       where cell in (select cell from near_reports group by cell having count(*) > 200)
       qualify row_number() over (partition by cell order by t, report_id) > 200) late
where near_reports.rowid = late.late_id;
