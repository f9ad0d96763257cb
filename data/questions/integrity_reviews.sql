-- The newest review of each report, of those written by the moment.
select source, report_id, arg_max(verdict, reviewed_at) as verdict, arg_max(who, reviewed_at) as who, arg_max(note, reviewed_at) as note,
       max(reviewed_at) as reviewed_at, arg_max(rules, reviewed_at) as rules
from integrity_review
where $as_of is null or reviewed_at <= $as_of
group by source, report_id
order by reviewed_at desc, source, report_id;
