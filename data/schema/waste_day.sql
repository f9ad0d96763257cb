-- A day of a waste collection point: trips of the trucks, planned and done.
create table if not exists waste_day (
    source        varchar not null,
    point_id      varchar not null,
    day_on        date not null,                 -- of Jakarta
    name          varchar,
    planned_n     bigint not null,
    done_n        bigint not null,
    tonnes        double,
    lon           double,
    lat           double,
    area          varchar,
    place         varchar not null,
    updated_at    timestamp not null,
    batch         bigint not null
);
