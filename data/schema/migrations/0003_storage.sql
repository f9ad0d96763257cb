-- The rows of the two tables that are read most, written anew in the storage that the file has since it was opened (STORAGE in
-- data/warehouse.py): the same rows in the same order.
alter table report rename to report_before;
create table report (
    source varchar not null,
    report_id varchar not null,
    created_at timestamp not null,
    updated_at timestamp not null,
    category varchar not null,
    category_raw varchar,
    agency varchar,
    channel varchar,
    description varchar,
    lon double,
    lat double,
    area varchar,
    place varchar not null,
    sla_due_at timestamp,
    is_private boolean not null,
    reporter varchar,
    photo_hash ubigint,
    batch bigint not null,
    stage varchar not null default 'menunggu',
    status varchar not null default 'open',
    outcome varchar,
    first_action_at timestamp,
    first_closed_at timestamp,
    last_closed_at timestamp,
    refused_n integer not null default 0,
    known_at timestamp
);
insert into report by name from report_before;
drop table report_before;
alter table report_event rename to report_event_before;
create table report_event (
    source varchar not null,
    report_id varchar not null,
    event_at timestamp not null,
    known_at timestamp not null,
    stage varchar not null,
    actor varchar,
    agency varchar,
    officer varchar,
    outcome varchar,
    batch bigint not null
);
insert into report_event by name from report_event_before;
drop table report_event_before;
