create table if not exists camera (
    source        varchar not null,
    camera_id     varchar not null,
    name          varchar not null,
    owner         varchar,
    lon           double,
    lat           double,
    area          varchar,
    place         varchar not null,
    stream_url    varchar,
    snapshot_url  varchar,
    status        varchar not null,              -- online | offline | unknown
    updated_at    timestamp not null,
    batch         bigint not null
);
