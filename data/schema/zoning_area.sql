-- Zones of the spatial plan with their land use; each edition is the whole truth of its source.
create table if not exists zoning_area (
    source         varchar not null,
    zone_id        varchar not null,
    code           varchar not null,             -- zone code of the plan, such as R.4 or K.1
    land_use       varchar,
    geom           geometry not null,            -- WGS84
    lon            double,                       -- a point inside
    lat            double,
    area           varchar,
    place          varchar not null,
    batch          bigint not null
);
