-- Yearly statistics: the newest value that a source told of a series, an area and a year.
create table if not exists statistic (
    source        varchar not null,
    series        varchar not null,              -- key of statistic_series.csv, or a name beyond it
    area          varchar not null,
    year          bigint not null,
    value         double not null,
    unit          varchar,
    publisher     varchar,
    published_at  timestamp not null,            -- the end of the year where it is not told
    batch         bigint not null
);
