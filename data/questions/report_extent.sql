-- How many reports are held, of what time. Read from the statistics of the file, not from its rows.
select count(*) as n, min(created_at) as first_at, max(created_at) as last_at from report;
