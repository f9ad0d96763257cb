-- When a source last told that a camera changed its state.
select max(changed_at) as newest_at from camera_status;
