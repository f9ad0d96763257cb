-- A day of one unit of the JSC Hive: what was offered and what was used of it, in the unit's own measure. No visitor is in it.
create table if not exists hive_day (
    source        varchar not null,
    kind          varchar not null,              -- ruang | meja | acara | komponen
    unit          varchar not null,              -- a room, an area of desks, an event, a smart component, as the publisher names it
    day_on        date not null,                 -- of Jakarta
    area          varchar not null,              -- 31: the whole province
    offered       double not null,               -- hours open, seats, hours in which a component should work
    used          double,                        -- hours booked, seats taken, hours in which it worked; null: not told
    measure       varchar,                       -- jam | kursi
    updated_at    timestamp not null,
    batch         bigint not null
);
