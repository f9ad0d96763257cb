-- Citizens' flood reports with the depth that they state.
create table if not exists flood_report (
    source        varchar not null,
    report_id     varchar not null,
    reported_at   timestamp not null,
    channel       varchar not null,              -- key of channel.csv, or 'lain'
    description   varchar,
    depth_cm      double,                        -- null: not stated, which is not 0
    lon           double,
    lat           double,
    area          varchar,
    place         varchar not null,
    batch         bigint not null
);
-- State of flood by RW, appended whenever it changes. The source's own RW, which no boundary file here has.
create table if not exists flood_area (
    source        varchar not null,
    rw            varchar not null,              -- the source's id
    changed_at    timestamp not null,
    state         integer not null,              -- key of flood_state.csv: 1 unknown … 4 severe; 0 none
    geom          geometry not null,             -- WGS84
    lon           double,                        -- a point inside
    lat           double,
    area          varchar,                       -- kelurahan of that point
    place         varchar not null,
    batch         bigint not null
);
