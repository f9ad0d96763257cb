-- The limits of a subject in force at the moment: by stage and priority (null: any).
select stage, priority, minutes, kind, reference from response_limit
where subject = $subject and (valid_from is null or valid_from <= $moment::date) and (valid_to is null or valid_to > $moment::date)
order by stage, priority;
