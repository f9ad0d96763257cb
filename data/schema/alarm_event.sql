-- What happened to alarms: append-only. The newest row of a rule and entity is its present state (macro alarm_states).
-- Rows without a state are of the alarm system itself: entity '' and action failed, works, mute or unmute.
create sequence if not exists alarm_no;
create table if not exists alarm_event (
    event_no      bigint not null,               -- ascending; two events of one moment keep their order
    rule          varchar not null,              -- id of data/alarms/<id>.toml; '' for the alarm system itself
    entity        varchar not null,
    event_at      timestamp not null,
    action        varchar not null,              -- condition | acknowledge | shelve | unshelve | failed | works | mute | unmute
    state         varchar,                       -- normal | pending | alarm | acknowledged | returned | shelved | suppressed | no_data
    under         varchar,                       -- with no_data: the state from which it goes on once it is known again
    who           varchar not null,              -- 'sistem', or the name that was given
    note          varchar,                       -- the reason of a shelf, the message of a failure
    name          varchar,                       -- the entity as people call it
    area          varchar,
    source        varchar,
    value         double,
    threshold     double,
    since_at      timestamp,                     -- when the condition began, for the on-delay
    clear_at      timestamp,                     -- since when it has been clear, for the off-delay
    raised_at     timestamp,                     -- when the alarm that stands was raised
    until_at      timestamp                      -- when the shelf ends
);
