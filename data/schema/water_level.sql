-- Readings of water level, appended by post and moment. What a level means is worked out in the view water_siaga.
create table if not exists water_level (
    source        varchar not null,
    post          varchar not null,              -- key of flood_post.csv, or the plain name of a post never seen
    post_raw      varchar not null,              -- as the source writes it
    measured_at   timestamp not null,
    level_cm      double not null,               -- by the post's own gauge; negative where its zero lies above the water
    source_siaga  integer,                       -- 1 to 4 as the source states it; 4 is normal
    source_status varchar,                       -- the source's own words
    weather       varchar,
    lon           double,
    lat           double,
    area          varchar,
    place         varchar not null,
    batch         bigint not null
);
