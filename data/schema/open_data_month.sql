-- How a portal of open data fares: a data set and a month, with its use and whether it was refreshed by the day that its
-- schedule names. Counts only: who asked is never told.
create table if not exists open_data_month (
    source        varchar not null,
    dataset       varchar not null,
    month_on      date not null,                 -- first day of the month, of Jakarta
    title         varchar,
    agency        varchar,                       -- who owes the data set
    downloads_n   bigint not null,
    calls_n       bigint not null,               -- calls of its API
    due_on        date,                          -- the refresh that was due in this month; null: none was
    refreshed_on  date,                          -- when it came; null: it has not
    area          varchar not null,              -- the province as a whole
    updated_at    timestamp not null,
    batch         bigint not null
);
