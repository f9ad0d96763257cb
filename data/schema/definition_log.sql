-- How every question and every KPI was defined since when: append-only; the newest of a name is in force.
create table if not exists definition_log (
    kind          varchar not null,              -- question | kpi
    name          varchar not null,              -- the file's name without .sql, or the KPI's id
    sha256        varchar not null,              -- of the text
    text          varchar not null,              -- the SQL of a question; the words of a KPI as JSON, keys in order
    seen_at       timestamp not null             -- when a server with this definition began (UTC)
);
