-- Field officers under pseudonyms of their own agency. Positions are appended, tasks are kept as they stand.
create table if not exists officer_position (
    source        varchar not null,
    officer       varchar not null,              -- pseudonym, never a name
    seen_at       timestamp not null,
    agency        varchar,
    task          varchar,                       -- task_id or words of the source
    accuracy_m    double,
    lon           double not null,
    lat           double not null,
    area          varchar,
    place         varchar not null,
    batch         bigint not null
);
create table if not exists officer_task (
    source        varchar not null,
    task_id       varchar not null,
    officer       varchar not null,
    kind          varchar,                       -- what is to be done, as the source says
    ref_kind      varchar,                       -- report | incident | fire
    ref_id        varchar,                       -- its id in that table
    assigned_at   timestamp not null,
    accepted_at   timestamp,
    arrived_at    timestamp,
    done_at       timestamp,
    updated_at    timestamp not null,
    batch         bigint not null
);
