-- Dengue by kelurahan and week, as newest known: the publisher corrects a week for some time. There is no patient in it.
create table if not exists dengue_week (
    source        varchar not null,
    area          varchar not null,
    week_on       date not null,                 -- Monday on which the week begins, of Jakarta
    confirmed_n   bigint not null,
    suspected_n   bigint,
    dead_n        bigint,
    updated_at    timestamp not null,
    batch         bigint not null
);
