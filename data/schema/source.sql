-- One row per source of data. A source whose name begins with 'simulasi' is simulated, wherever it goes.
create table if not exists source (
    source        varchar not null,
    feed          varchar not null,
    title         varchar,
    city          varchar not null,              -- 'Jakarta' is home; other cities are kept apart
    is_home       boolean not null,
    is_simulated  boolean not null,
    first_seen_at timestamp not null
);
