-- Payments at public places, added up by hour, place and method. There is no card and no person in it.
create table if not exists payment (
    source        varchar not null,
    hour_at       timestamp not null,            -- the hour begins, UTC
    area          varchar not null,
    place_kind    varchar not null,              -- transit | pasar | parkir | wisata | retribusi
    place_name    varchar not null,              -- market or terminal; empty where the publisher adds them up
    method        varchar not null,              -- jakcard | uang_elektronik | qris | kartu | tunai
    is_cashless   boolean not null,
    paid_n        bigint not null,
    value_rp      double,
    batch         bigint not null
);
