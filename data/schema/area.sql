-- Province, kota, kecamatan, kelurahan by Kemendagri code.
create table if not exists area (
    code          varchar not null,
    name          varchar not null,
    level         varchar not null,              -- provinsi | kota | kecamatan | kelurahan
    parent        varchar,
    population    bigint,
    population_year integer,
    area_km2      double,
    lon           double,                        -- a point inside the area, for labels
    lat           double,
    is_schematic  boolean not null,
    geom          geometry not null,             -- WGS84
    source        varchar not null,
    updated_at    timestamp not null,
    batch         bigint not null
);
