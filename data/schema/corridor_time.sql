-- Travel times of road corridors: one reading of a corridor in one direction. No vehicle is in it.
create table if not exists corridor_time (
    source        varchar not null,
    corridor_id   varchar not null,
    seen_at       timestamp not null,
    name          varchar,
    from_name     varchar,
    to_name       varchar,
    length_m      double not null,
    time_s        double not null,               -- how long the drive took then
    usual_s       double,                        -- what the publisher calls usual for that hour
    batch         bigint not null
);
