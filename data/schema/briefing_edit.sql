-- What a person changed in a briefing: append-only. A document that was printed with it is printed again by its id.
create table if not exists briefing_edit (
    edit          varchar not null,              -- hash of all the rest but the moment
    edited_at     timestamp not null,
    who           varchar not null,              -- the name that was given
    kind          varchar not null,              -- briefing | dossier
    period        varchar not null,
    scope         varchar not null,              -- area code
    lang          varchar not null,
    as_of         timestamp not null,            -- the knowledge that was edited
    changes       varchar not null               -- JSON: sentences (place, rule, hand), comments (page, text), order (pages)
);
