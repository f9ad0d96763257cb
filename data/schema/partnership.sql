-- Partnerships, the newest word about each. Who speaks for a partner is not kept.
create table if not exists partnership (
    source        varchar not null,
    partnership_id varchar not null,
    partner       varchar not null,              -- an organisation
    scheme        varchar not null,              -- playground | co-develop | user
    field         varchar,
    stage         varchar not null,              -- penjajakan | uji_coba | perjanjian | berjalan | selesai | batal
    signed_on     date,
    ends_on       date,
    outcome       varchar,
    area          varchar not null,              -- 31: the whole province
    updated_at    timestamp not null,
    batch         bigint not null
);
