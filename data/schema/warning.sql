-- CAP 1.2 messages as they came: append-only. What is in force at a moment is the macro warnings_at.
create table if not exists warning (
    source        varchar not null,
    sender        varchar not null,
    identifier    varchar not null,
    sent_at       timestamp not null,
    status        varchar not null,              -- Actual | Exercise | System | Test | Draft
    msg_type      varchar not null,              -- Alert | Update | Cancel | Ack | Error
    scope         varchar not null,              -- Public | Restricted | Private
    refs          varchar[] not null,            -- 'sender,identifier' of the messages that this one replaces
    category      varchar,
    event         varchar,
    urgency       varchar,
    severity      varchar,                       -- the worst of its blocks: Extreme | Severe | Moderate | Minor | Unknown
    certainty     varchar,
    effective_at  timestamp,
    onset_at      timestamp,
    expires_at    timestamp,                     -- the last of its blocks; a day after it was sent when none says
    headline      varchar,
    description   varchar,
    instruction   varchar,
    area_desc     varchar,
    geom          geometry,                      -- WGS84, lon lat; null when the message names places without drawing them
    lon           double,
    lat           double,
    attribution   varchar not null,              -- must be printed beside it
    web           varchar,
    batch         bigint not null
);
