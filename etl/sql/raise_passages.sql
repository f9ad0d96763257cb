-- New passages are a new version of their table, so that panels and answers notice.
update table_version set version = version + 1 where table_name = 'stop_passage' and exists (from stop_passage where batch = $batch);
