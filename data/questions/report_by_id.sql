-- Named reports whatever their age, by "source:report_id", as the city knows them now.
-- Private ones keep their state and lose their place and words.
select r.source, r.report_id, r.created_at, r.updated_at, r.category, r.agency, r.channel,
       case when not r.is_private then r.description end as description,
       case when not r.is_private then r.lon end as lon, case when not r.is_private then r.lat end as lat,
       case when not r.is_private then r.area end as area,
       r.sla_due_at, r.is_private, r.stage, r.status, r.outcome, r.first_action_at, r.last_closed_at
from report r
where list_contains($ids, r.source || ':' || r.report_id)
order by r.created_at desc, r.source, r.report_id;
