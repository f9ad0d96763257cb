-- The steps with both clocks, in order; the last one has no stage while the report is open: what has passed since.
select w.no, w.event_at, w.known_at, w.stage, w.title_id, w.title_en, w.actor, w.agency, w.outcome, w.is_final, w.cycle, w.began_at,
       greatest(0, epoch(w.event_at - w.began_at)) as wall_s, c.t as work_s
from walked w left join cases c on c.key = w.no || '/' || w.cycle
order by w.no
