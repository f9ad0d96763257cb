-- Where a source keeps the pictures of its reports: the address alone. The pictures stay there and are fetched when somebody looks.
create table if not exists report_photo (
    source        varchar not null,
    report_id     varchar not null,
    role          varchar not null,              -- laporan: the citizen's; tindak_lanjut: the officer's proof
    event_at      timestamp not null,            -- when the report was made, or the event of report_event that it came with
    known_at      timestamp not null,
    url           varchar not null,
    batch         bigint not null
);
