-- Photos that an officer sends as proof of the follow-up: append-only, beside the event that they came with.
create table if not exists follow_up_photo (
    source        varchar not null,
    report_id     varchar not null,
    event_at      timestamp not null,            -- the event of report_event that it belongs to
    known_at      timestamp not null,
    lon           double,                        -- where it was taken
    lat           double,
    taken_at      timestamp,                     -- when it was taken, by the camera's clock
    photo_hash    ubigint,                       -- perceptual hash of 64 bits
    batch         bigint not null
);
-- What a reviewer found about a closing: append-only, the newest counts.
create table if not exists integrity_review (
    reviewed_at   timestamp not null,
    who           varchar not null,              -- as the reviewer signs
    source        varchar not null,
    report_id     varchar not null,
    verdict       varchar not null,              -- wajar | tindak_lanjut
    note          varchar not null,
    rules         varchar[] not null             -- flags that it carried when it was reviewed; empty: came from the sample alone
);
