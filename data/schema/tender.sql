-- What was published about procurements, release by release, appended (OCDS). The view `tenders` puts them together as of a moment.
create table if not exists tender_release (
    source         varchar not null,
    tender_id      varchar not null,             -- ocid, or the portal's number
    released_at    timestamp not null,           -- beginning of the fiscal year where the portal tells no date
    title          varchar,
    buyer          varchar,
    method         varchar,                      -- OCDS: open | selective | limited | direct
    method_raw     varchar,                      -- as the source says it
    category       varchar,                      -- goods | works | services
    status         varchar,                      -- OCDS: planned, active, complete, cancelled, unsuccessful, withdrawn
    fiscal_year    integer,
    value_rp       double,                       -- ceiling; null where the currency is not rupiah
    contract_rp    double,
    notice_at      timestamp,                    -- the tender period begins
    closes_at      timestamp,                    -- bids are closed
    awarded_at     timestamp,
    signed_at      timestamp,
    bidder_n       integer,
    is_lowest_out  boolean,                      -- the lowest bid was disqualified; null: the bids are not told
    gap_share      double,                       -- (second lowest − lowest valid bid) / lowest
    supplier       varchar,                      -- the winner's identifier
    item_classes   varchar,                      -- classification ids of the items, as a JSON array
    is_retender    boolean not null,
    batch          bigint not null
);
