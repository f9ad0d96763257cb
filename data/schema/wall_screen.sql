-- Wall screens, one row each: what each said last, and whether it lives. The server writes it (live/walls.py).
create table if not exists wall_screen (
    wall_id    varchar not null,       -- the name in its address, or one that its browser made up
    tour       varchar not null,
    page       varchar not null,       -- the page of the tour that it shows
    state      varchar not null,       -- hidup | beku | hilang
    since_at   timestamp not null,     -- since when it is in this state
    seen_at    timestamp not null,     -- its newest message
    painted_at timestamp,              -- the server's clock in the newest beat that it painted
    heap_mb    double,                 -- of its scripts, when the browser tells
    is_paused  boolean not null
);
