-- Named reports whatever their age, by "source:report_id", as the city knows them now. What is private, or of a sensitive
-- category, keeps its state and loses its place and words.
select source, report_id, created_at, updated_at, category, agency, channel, case when not is_hidden then description end as description,
       case when not is_hidden then lon end as lon, case when not is_hidden then lat end as lat, case when not is_hidden then area end as area,
       sla_due_at, is_hidden as is_private, stage, status, outcome, first_action_at, last_closed_at
from (select r.*, is_hidden(r.is_private, r.category, $sensitive) as is_hidden
      from report r where list_contains($ids, r.source || ':' || r.report_id))
order by created_at desc, source, report_id;
