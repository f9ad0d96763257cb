-- One row per citizen report. The columns below the line are derived from report_event when the source keeps a log.
create table if not exists report (
    source        varchar not null,
    report_id     varchar not null,
    created_at    timestamp not null,
    updated_at    timestamp not null,            -- the source's own clock: newest wins
    category      varchar not null,              -- key of category.csv, or 'lain_baru' for one never seen
    category_raw  varchar,
    agency        varchar,
    channel       varchar,                       -- key of channel.csv
    description   varchar,                       -- no caller, no phone, no plate: such columns never enter
    lon           double,
    lat           double,
    area          varchar,                       -- kelurahan code
    place         varchar not null,              -- inside | outside | none
    sla_due_at    timestamp,
    is_private    boolean not null,
    reporter      varchar,                       -- hash under the key of this city (etl/keys.py), never a name
    photo_hash    ubigint,
    batch         bigint not null,
    -- ------------------------------------------------------------------
    stage         varchar not null default 'menunggu', -- key of stage.csv: menunggu … selesai
    status        varchar not null default 'open', -- open | closed
    outcome       varchar,                       -- resolved | duplicate | not_ours | cancelled, when closed
    first_action_at timestamp,
    first_closed_at timestamp,
    last_closed_at  timestamp,                   -- null while open
    refused_n     integer not null default 0,    -- times that the follow-up was refused (TL Ditolak)
    known_at      timestamp                      -- when the newest event of its log became known; null without a log
);
-- What happened to a report: append-only.
create table if not exists report_event (
    source        varchar not null,
    report_id     varchar not null,
    event_at      timestamp not null,            -- when it happened
    known_at      timestamp not null,            -- when the city could know it: as_of asks by this
    stage         varchar not null,
    actor         varchar,                       -- officer | system
    agency        varchar,
    officer       varchar,                       -- pseudonym
    outcome       varchar,
    batch         bigint not null
);
