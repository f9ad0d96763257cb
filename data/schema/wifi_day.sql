-- A day of a site of public Wi-Fi. A site that did not report has no minutes up: not known, which is not down.
create table if not exists wifi_day (
    source        varchar not null,
    site_id       varchar not null,
    day_on        date not null,                 -- of Jakarta
    name          varchar,
    kind          varchar,                       -- taman, sekolah, RW … as the publisher says
    link          varchar,                       -- serat | nirkabel | seluler
    up_min        double,                        -- null: the site did not report
    expected_min  double not null,
    down_mbps     double,                        -- median of the day's measurements
    up_mbps       double,
    devices_n     bigint,                        -- devices at the busiest moment: a number, no device
    lon           double,
    lat           double,
    area          varchar,
    place         varchar not null,
    updated_at    timestamp not null,
    batch         bigint not null
);
