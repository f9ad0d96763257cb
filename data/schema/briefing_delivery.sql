-- Every try to bring a scheduled briefing to somebody: append-only. The newest row of a plan, period and target is where it stands.
create table if not exists briefing_delivery (
    tried_at      timestamp not null,
    plan          varchar not null,              -- name in briefings.toml
    period        varchar not null,              -- 2026-10, 2026-W43 …
    target        varchar not null,              -- a mail address, or folder:<path>
    state         varchar not null,              -- sent | failed (tried again later) | given_up
    attempt       integer not null,              -- 1, 2, …
    next_at       timestamp,                     -- of a failed one: when it is tried again
    sha256        varchar,                       -- of the documents, with commas; null when they could not be made
    note          varchar                        -- why it failed
);
