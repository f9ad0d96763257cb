-- Social aid by programme, kelurahan and month. There is no person in it.
create table if not exists social_aid (
    source        varchar not null,
    programme     varchar not null,              -- as the publisher names it
    area          varchar not null,
    month_on      date not null,                 -- first day of the month that the aid is for
    planned_n     bigint not null,               -- recipients planned
    paid_n        bigint not null,               -- paid out by the publisher
    reached_n     bigint not null,               -- of these, received by the recipient
    late_n        bigint not null,               -- of those paid, paid after the month
    planned_rp    double,
    paid_rp       double,
    updated_at    timestamp not null,
    batch         bigint not null
);
