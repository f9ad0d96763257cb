-- The users of an application of the city by day, as numbers: no user, no device.
create table if not exists app_day (
    source        varchar not null,
    app           varchar not null,
    day_on        date not null,                 -- of Jakarta
    users_n       bigint not null,               -- accounts there are
    active_n      bigint not null,               -- accounts that were there in the 30 days up to this one
    new_n         bigint,                        -- accounts made on this day
    area          varchar not null,              -- the province as a whole
    updated_at    timestamp not null,
    batch         bigint not null
);
