-- The incidents asked for as cases with a clock: see the view incident_cases.
with asked as (
    select i.*, c.owner
    from incident_cases($as_of, $moment, $stage, $clock, $area, $since, $until, $sources) i
    left join (select source, camera_id, owner from camera qualify row_number() over (partition by source, camera_id order by updated_at desc) = 1) c
         on c.source = i.source and c.camera_id = i.camera_id
)
