-- Every partnership by its newest stage. ends_in_days: of one that is signed and not over; days below 90 need a decision.
select source, partnership_id, partner, scheme, field, stage, signed_on, ends_on, outcome, updated_at,
       case when stage in ('perjanjian', 'berjalan') then (ends_on - ($moment::timestamp + interval 7 hour)::date)::double end as ends_in_days
from partnership
where updated_at <= $moment and is_of_source(source, $sources)
order by ends_in_days nulls last, scheme, partner, source, partnership_id;
