-- Services to citizens hour by hour, and how closings were rated by day: counts only.
create table if not exists service_hour (
    source         varchar not null,
    service        varchar not null,
    channel        varchar not null,             -- telepon | aplikasi | loket | chat
    hour_at        timestamp not null,           -- beginning of the hour
    asked_n        integer not null,
    answered_n     integer not null,
    wait_s         double,                       -- median wait of those answered
    batch          bigint not null
);
create table if not exists rating_day (
    source         varchar not null,
    day_at         timestamp not null,           -- beginning of the day in Jakarta
    agency         varchar not null,
    closed_n       integer not null,             -- closings of the day
    rated_n        integer not null,             -- of these, rated by who reported
    score_sum      double not null,              -- sum of the ratings, 1 to 5 each
    area           varchar not null,             -- Kemendagri code as the source gives it; 31 when it gives none
    batch          bigint not null
);
