-- Air quality as measured or published: one row per station, span and moment. The ISPU is worked out in the view air_ispu.
create table if not exists air_quality (
    source        varchar not null,
    station       varchar not null,              -- key of air_station.csv, or the code of a station never seen
    station_name  varchar,
    span          varchar not null,              -- hour | day
    unit          varchar not null,              -- ug_m3: concentrations; ispu: the publisher's own indices
    measured_at   timestamp not null,            -- where the span begins
    pm25          double,
    pm10          double,
    so2           double,
    co            double,
    o3            double,
    no2           double,
    hc            double,
    hours_n       integer,                       -- valid hours of a day, when the source says so
    source_ispu   double,                        -- what the source publishes as the station's index
    source_critical varchar,                     -- the pollutant that it names for it
    source_category varchar,                     -- key of ispu_category.csv
    lon           double,
    lat           double,
    area          varchar,
    place         varchar not null,
    updated_at    timestamp not null,
    batch         bigint not null
);
