-- The newest word about each pump. A directory that tells no state leaves it null: not known, which is not ready.
create table if not exists pump_state (
    source        varchar not null,
    pump_id       varchar not null,
    name          varchar,
    state         varchar,                       -- jalan | siap | perbaikan | rusak
    capacity_m3s  double,
    lon           double,
    lat           double,
    area          varchar,
    place         varchar not null,
    updated_at    timestamp not null,
    batch         bigint not null
);
create table if not exists pump_change (         -- the first word of each half day, and what differs from the word before
    source        varchar not null,
    pump_id       varchar not null,
    told_at       timestamp not null,
    state         varchar not null,
    batch         bigint not null
);
