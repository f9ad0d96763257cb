-- What happened to one report, oldest first, as known at a moment; the newest events when there are very many.
select e.event_at, e.stage, coalesce(s.title_id, e.stage) as title_id, coalesce(s.title_en, e.stage) as title_en, e.actor, e.agency, e.outcome
from (select * from report_event
      where source = $source and report_id = $id and known_at <= $moment::timestamp
      order by event_at desc limit 50) e
left join (from stage qualify row_number() over (partition by stage order by valid_from desc) = 1) s on s.stage = e.stage
order by e.event_at;
