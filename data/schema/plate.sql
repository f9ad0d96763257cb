-- Plates as cameras read them. plate_key is an HMAC under a key of the day that never lies here and is destroyed after some days:
-- within a day a vehicle is one, between days it cannot be followed. What the register said of it was looked up when it was read.
create table if not exists plate_read (
    source        varchar not null,
    camera_id     varchar not null,
    corridor      varchar not null,
    read_at       timestamp not null,
    plate_key     varchar not null,              -- empty: not read as a plate
    confidence    double,                        -- 0 to 1
    is_readable   boolean not null,
    is_registered boolean,                       -- null: there was no register, or no readable plate
    is_due        boolean not null,
    owed_rp       double not null,
    lon           double,
    lat           double,
    area          varchar,
    place         varchar not null,
    batch         bigint not null
);
-- The newest register of a source, under the key of the month in which it was loaded: another hash than that of any read.
create table if not exists vehicle_tax (
    source        varchar not null,
    plate_key     varchar not null,
    key_id        varchar not null,              -- the month of the key
    kind          varchar not null,
    due_on        date not null,
    owed_rp       double not null,
    told_at       timestamp not null,
    batch         bigint not null
);
