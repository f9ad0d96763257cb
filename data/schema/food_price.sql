-- Prices of food: one quotation of a market for a day.
create table if not exists food_price (
    source        varchar not null,
    commodity     varchar not null,              -- key of staple.csv, or a name beyond it
    market        varchar not null,
    day_on        date not null,                 -- a day of Jakarta
    day_at        timestamp not null,            -- when it begins, UTC
    price_rp      double not null,               -- for the unit of staple.csv
    area          varchar not null,
    batch         bigint not null
);
