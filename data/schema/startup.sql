-- Start-ups with their newest level.
create table if not exists startup (
    source        varchar not null,
    startup_id    varchar not null,
    name          varchar not null,
    level         varchar not null,              -- ide | purwarupa | awal | tumbuh | matang
    field         varchar,
    area          varchar not null,
    founded       bigint,
    programme     varchar,
    updated_at    timestamp not null,
    batch         bigint not null
);
