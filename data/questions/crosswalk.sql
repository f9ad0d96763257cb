-- What crosswalk.csv says of each KPI and frame; a frame's part without a KPI has none.
select nullif(kpi, '') as kpi, frame, ref, is_verified, reference from crosswalk order by frame, ref, kpi;
