-- The same rows as cases of the Kaplan-Meier estimator, in whole seconds.
, cases as (
    select picked_key as key, greatest(0, floor(<<seconds>>))::bigint as t, coalesce(<<event>>, false) as is_event
    from picked where picked_key is not null
)
