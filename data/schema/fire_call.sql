create table if not exists fire_call (
    source        varchar not null,
    call_id       varchar not null,
    called_at     timestamp not null,
    departed_at   timestamp,
    arrived_at    timestamp,
    cleared_at    timestamp,
    response_min  double,                        -- minutes from call to arrival as the source states it
    object        varchar,
    cause         varchar,
    address       varchar,
    units         integer,
    crew          integer,
    injured       integer,
    dead          integer,
    loss_rp       double,
    outcome       varchar not null,              -- fire | rescue | cancelled
    kelurahan     varchar,                       -- as written
    kecamatan     varchar,
    kota          varchar,
    lon           double,
    lat           double,
    area          varchar,                       -- matched by name when there is no point; kecamatan when that is all
    place         varchar not null,
    updated_at    timestamp not null,
    batch         bigint not null
);
