-- The newest GTFS-Realtime header of each source and kind of entity: a snapshot that is older must not roll a state back.
create table if not exists realtime_header (
    source        varchar not null,
    kind          varchar not null,              -- vehicle | trip_update | alert
    header_at     timestamp not null,
    content       varchar not null,              -- sha256 of the message
    schedule_source varchar,                     -- whose schedule its ids were held against; null: nobody's is here
    entities      integer not null,
    matched       integer,                       -- entities whose trip is in that schedule; null when it cannot be judged
    batch         bigint not null
);
