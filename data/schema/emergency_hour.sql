-- Calls to the emergency number 112 by hour. There is no caller in it.
create table if not exists emergency_hour (
    source        varchar not null,
    hour_at       timestamp not null,            -- the hour begins, UTC
    area          varchar not null,              -- 31: one centre for the province
    offered_n     bigint not null,
    answered_n    bigint not null,
    quick_n       bigint not null,               -- answered within 30 seconds
    abandoned_n   bigint not null,               -- given up by the caller before an answer
    abandoned_late_n bigint not null,            -- of these, after more than 30 seconds
    prank_n       bigint,
    wait_p90_s    double,
    updated_at    timestamp not null,
    batch         bigint not null
);
