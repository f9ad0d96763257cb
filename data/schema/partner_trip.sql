-- Partners' rides by hour and pair of kecamatan. Sums of fewer than ten never enter: their row says only that it is there.
create table if not exists partner_trip (
    source        varchar not null,
    partner       varchar not null,
    mode          varchar not null,
    hour_at       timestamp not null,            -- the hour begins, UTC
    area          varchar not null,              -- where rides begin
    destination   varchar not null,
    is_suppressed boolean not null,
    trips_n       bigint,
    batch         bigint not null
);
