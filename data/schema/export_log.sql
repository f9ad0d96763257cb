-- Every document that left the house: append-only.
create table if not exists export_log (
    exported_at   timestamp not null,
    who           varchar not null,              -- user of the command line, or 'web'
    kind          varchar not null,              -- briefing | dossier | smartcity100
    scope         varchar not null,              -- area code
    period        varchar not null,              -- 2026-10, 2026-W43, 2026-10-31, 2026-Q3, or 20261031T2000-20261101T0200
    as_of         timestamp not null,            -- the moment whose knowledge it shows
    format        varchar not null,              -- pdf | pptx | xlsx
    lang          varchar not null,              -- id | en
    sha256        varchar not null,              -- of the document's bytes
    query_hash    varchar not null,
    data_versions varchar not null               -- JSON: version of every core table
);
