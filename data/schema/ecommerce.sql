-- Trade over partners' platforms by month. Sums of fewer than ten sellers never enter: their row says only that it is there.
create table if not exists ecommerce (
    source        varchar not null,
    partner       varchar not null,
    month_on      date not null,
    told_at       timestamp not null,            -- the month's end, UTC
    area          varchar not null,
    category      varchar not null,
    is_suppressed boolean not null,
    sellers_n     bigint,
    orders_n      bigint,
    value_rp      double,
    batch         bigint not null
);
