-- One row per load. The law: read_rows = inserted + updated + duplicate + quarantined.
create table if not exists batch (
    batch         bigint not null,               -- number, ascending
    feed          varchar not null,
    source        varchar not null,
    origin        varchar not null,              -- file name or URL, without secrets
    sha256        varchar not null,
    bytes         bigint not null,
    mapping       varchar not null,
    state         varchar not null,              -- loaded | refused
    read_rows     bigint not null,
    inserted      bigint not null,
    updated       bigint not null,
    duplicate     bigint not null,
    quarantined   bigint not null,
    tables        varchar not null,              -- JSON: the five counts by core table
    notices       varchar not null,              -- JSON: [{"rule", "n", "text"}]: kept rows with a remark, new columns, unknown values
    newest_event_at timestamp,
    fingerprint   varchar not null,              -- of the column names, for schema drift
    started_at    timestamp not null,
    finished_at   timestamp not null,
    seconds       double not null,               -- from the fetch to the beginning of the merge
    error         varchar
);
-- One row per row that could not be loaded, with the line as it came.
create table if not exists quarantine (
    batch         bigint not null,
    feed          varchar not null,
    source        varchar not null,
    sha256        varchar not null,
    part          varchar not null,              -- file inside a zip, or 'rows'
    line_no       bigint,
    reasons       varchar[] not null,            -- rule ids
    raw           varchar,                       -- the first 10,000 characters
    first_seen_at timestamp not null,
    reprocessed_at timestamp
);
-- One row per try to reach a source, also when nothing new was there.
create table if not exists attempt (
    feed          varchar not null,
    source        varchar not null,
    attempted_at  timestamp not null,
    outcome       varchar not null,              -- loaded | unchanged | empty | refused | failed
    batch         bigint,
    seconds       double not null,
    error         varchar
);
