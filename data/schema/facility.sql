-- Places that help: from several directories, each the whole truth of its own source.
create table if not exists facility (
    source        varchar not null,
    facility_id   varchar not null,
    kind          varchar not null,              -- key of facility_kind.csv
    kind_raw      varchar,                       -- as the source says it, where it says more than the kind
    name          varchar,
    address       varchar,
    status        varchar,                       -- the source's own words: guarded, blocked, not there yet
    note          varchar,
    lon           double,
    lat           double,
    kelurahan     varchar,                       -- as written
    kecamatan     varchar,
    kota          varchar,
    area          varchar,                       -- by point; else matched by name, kecamatan when that is all
    place         varchar not null,
    batch         bigint not null
);
