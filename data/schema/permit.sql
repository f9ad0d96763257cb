-- Permits asked for: when, when decided, and how many days the law gives. No applicant ever enters.
create table if not exists permit (
    source         varchar not null,
    permit_id      varchar not null,
    kind           varchar not null,
    applied_at     timestamp not null,
    decided_at     timestamp,
    decision       varchar,                      -- terbit | tolak
    sla_days       double not null,
    due_at         timestamp not null,           -- applied_at and the days of the law
    lon            double,
    lat            double,
    updated_at     timestamp not null,
    area           varchar,
    place          varchar not null,
    batch          bigint not null
);
