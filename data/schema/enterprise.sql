-- Small enterprises as the newest register of a source tells them. The number is the register's; no owner is in it.
create table if not exists enterprise (
    source        varchar not null,
    enterprise_id varchar not null,
    registered_at timestamp,
    size          varchar not null,              -- mikro | kecil | menengah | tidak diketahui
    category      varchar,
    programme     varchar,
    cohort        varchar,
    training_started_at   timestamp,
    training_completed_at timestamp,
    cohort_ends_at        timestamp,             -- a cohort is counted only when it has ended
    last_active_at        timestamp,             -- last transaction or report
    told_at       timestamp not null,            -- the register's own date
    kelurahan     varchar,
    kecamatan     varchar,
    kota          varchar,
    lon           double,
    lat           double,
    area          varchar,
    place         varchar not null,
    batch         bigint not null
);
