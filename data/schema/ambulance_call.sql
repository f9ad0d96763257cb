-- Ambulance calls: clocks only. There is no patient, no complaint, no address and no point in it.
create table if not exists ambulance_call (
    source        varchar not null,
    call_id       varchar not null,
    priority      bigint not null,               -- 1 is the gravest
    called_at     timestamp not null,
    departed_at   timestamp,
    on_scene_at   timestamp,
    cleared_at    timestamp,
    outcome       varchar not null,              -- open | attended | cancelled
    area          varchar,
    updated_at    timestamp not null,
    batch         bigint not null
);
