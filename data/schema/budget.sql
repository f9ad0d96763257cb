-- The city's budget as lines of five phases: two drafts side by side, the plan, its revision, the monthly cash plan, and what was paid.
create table if not exists budget_line (
    source         varchar not null,
    line_id        varchar not null,             -- the source's own number; the same one in both drafts
    phase          varchar not null,             -- rancangan_pemprov | rancangan_dprd | apbd | apbd_p | kas | realisasi
    kind           varchar not null,             -- belanja | pendapatan
    fiscal_year    integer not null,
    month          integer,                      -- 1 to 12 of the cash plan; null: the whole year
    booked_at      timestamp not null,           -- when it was decided or paid; the beginning of its year or month where no day is told
    agency_code    varchar,
    agency         varchar,
    programme      varchar,
    activity_code  varchar,
    activity       varchar,
    account_code   varchar,
    account        varchar,
    amount_rp      double not null,
    note           varchar,                      -- how the publisher matched the two drafts
    batch          bigint not null
);
