-- What is known of cameras over time: states as their source tells them, what the proxy met, and the saved tours.
create table if not exists camera_status (       -- changes only: a state that repeats the one before is not kept
    source        varchar not null,
    camera_id     varchar not null,
    changed_at    timestamp not null,
    status        varchar not null,              -- online | offline
    batch         bigint not null
);
create table if not exists camera_probe (        -- append-only; a camera's repeated outcome at most once a minute
    source        varchar not null,
    camera_id     varchar not null,
    probed_at     timestamp not null,
    kind          varchar not null,              -- photo | stream
    outcome       varchar not null,              -- ok, or the kind of refusal: camera-timeout, camera-status …
    took_ms       integer not null,
    bytes         bigint not null
);
create table if not exists camera_tour (         -- append-only: the newest row of a name counts
    name          varchar not null,
    cameras       varchar[] not null,            -- source/camera_id, in the order of the tour
    dwell_s       integer not null,
    tiles         integer not null,              -- 1 | 4 | 9
    is_deleted    boolean not null,
    saved_at      timestamp not null
);
