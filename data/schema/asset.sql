-- What the province owns: the register of its holders, each edition the whole truth of its source.
create table if not exists asset (
    source         varchar not null,
    asset_id       varchar not null,
    name           varchar,
    kind           varchar not null,             -- tanah | gedung | kendaraan | alat | jalan_jembatan
    holder         varchar,                      -- the agency that holds it, never a person
    condition      varchar,                      -- baik | rusak_ringan | rusak_berat
    value_rp       double,
    acquired_year  integer,
    maintained_at  timestamp,
    due_at         timestamp,                    -- the next maintenance
    lon            double,
    lat            double,
    area           varchar,
    place          varchar not null,
    batch          bigint not null
);
