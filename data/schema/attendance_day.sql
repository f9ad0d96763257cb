-- A day of a school: pupils enrolled and present. A school of fewer than ten is refused. There is no pupil in it.
create table if not exists attendance_day (
    source        varchar not null,
    school_id     varchar not null,
    name          varchar,
    level         varchar,                       -- paud | sd | smp | sma | smk | slb
    day_on        date not null,                 -- of Jakarta
    enrolled_n    bigint not null,
    present_n     bigint not null,
    area          varchar,
    updated_at    timestamp not null,
    batch         bigint not null
);
