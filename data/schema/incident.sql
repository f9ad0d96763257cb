-- What a camera or its operator saw. Every clock is kept, so that each interval can be censored like a report's.
create table if not exists incident (
    source        varchar not null,
    incident_id   varchar not null,
    camera_id     varchar,
    event_type    varchar not null,              -- key of incident_type.csv, or 'lain_baru'
    event_type_raw varchar,
    priority      varchar not null,              -- tinggi | sedang | rendah
    confidence    double,                        -- 0 to 1
    is_false_alarm boolean not null,
    detected_at   timestamp not null,
    received_at   timestamp,
    verified_at   timestamp,
    acknowledged_at timestamp,
    dispatched_at timestamp,
    on_scene_at   timestamp,
    cleared_at    timestamp,
    updated_at    timestamp not null,
    lon           double,
    lat           double,
    area          varchar,
    place         varchar not null,
    batch         bigint not null
);
