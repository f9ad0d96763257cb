-- The limits for all categories in force on the day of the moment, one row per stage, the newest.
select stage, hours, reading, sla from sla
where category is null and valid_from <= $moment::date and (valid_to is null or valid_to > $moment::date)
qualify row_number() over (partition by stage order by valid_from desc) = 1
order by stage;
