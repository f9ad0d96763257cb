-- Waze for Cities, one row per thing and snapshot that held it: what stands in the newest snapshot of a source is now.
create table if not exists traffic_jam (
    source        varchar not null,
    jam_id        varchar not null,
    seen_at       timestamp not null,            -- end of the snapshot
    published_at  timestamp,                     -- when Waze first published it
    street        varchar,
    city          varchar,
    level         integer,                       -- 0 free … 5 blocked
    speed_kmh     double,
    length_m      double,
    delay_s       double,                        -- against free flow; null when the road is blocked
    is_blocked    boolean not null,
    road_type     integer,
    geom          geometry not null,             -- line, WGS84
    lon           double,                        -- its middle
    lat           double,
    area          varchar,
    place         varchar not null,
    batch         bigint not null
);
create table if not exists traffic_alert (
    source        varchar not null,
    alert_id      varchar not null,
    seen_at       timestamp not null,
    published_at  timestamp,
    kind          varchar not null,              -- ACCIDENT, HAZARD, ROAD_CLOSED …
    subkind       varchar,
    street        varchar,
    reliability   integer,                       -- 0 to 10, by reports and reporters
    confidence    integer,                       -- 0 to 10, by how users react
    lon           double,
    lat           double,
    area          varchar,
    place         varchar not null,
    batch         bigint not null
);
create table if not exists traffic_irregularity (
    source        varchar not null,
    irregularity_id varchar not null,
    seen_at       timestamp not null,
    detected_at   timestamp,
    street        varchar,
    severity      double,                        -- 0 to 5
    speed_kmh     double,
    usual_kmh     double,
    delay_s       double,
    length_m      double,
    geom          geometry not null,
    lon           double,
    lat           double,
    area          varchar,
    place         varchar not null,
    batch         bigint not null
);
