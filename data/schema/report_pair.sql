-- Two reports of one source and category within 100 m and eight days of each other: kept with every load of reports, so
-- that nobody has to look for neighbours among all reports again.
create table if not exists report_pair (
    source        varchar not null,
    report_id     varchar not null,              -- the earlier one; of one moment the one whose id comes first
    created_at    timestamp not null,
    area          varchar,                       -- its kelurahan
    other         varchar not null,              -- the later one
    other_at      timestamp not null,
    other_area    varchar,
    metres        double not null
);
