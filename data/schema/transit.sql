-- GTFS schedule, one set of rows per source; a new version of a feed replaces the old one whole.
create table if not exists transit_agency (source varchar not null, agency_id varchar, agency_name varchar not null, agency_url varchar, agency_timezone varchar not null, batch bigint not null);
create table if not exists transit_route (
    source varchar not null, route_id varchar not null, agency_id varchar, route_short_name varchar, route_long_name varchar,
    route_desc varchar, route_type integer not null, route_color varchar, route_text_color varchar,
    service_class varchar not null,              -- brt | non_brt | rail, from route_desc, agency and type
    batch bigint not null);
create table if not exists transit_stop (
    source varchar not null, stop_id varchar not null, stop_code varchar, stop_name varchar, lon double, lat double,
    location_type integer, parent_station varchar, zone_id varchar, wheelchair_boarding integer, area varchar, place varchar not null, batch bigint not null);
create table if not exists transit_trip (
    source varchar not null, trip_id varchar not null, route_id varchar not null, service_id varchar not null,
    trip_headsign varchar, direction_id integer, shape_id varchar, block_id varchar, batch bigint not null);
create table if not exists transit_stop_time (
    source varchar not null, trip_id varchar not null, stop_sequence integer not null, stop_id varchar not null,
    arrival_s integer, departure_s integer,      -- seconds since noon minus 12 h of the service day; may pass 86,400
    stop_headsign varchar, timepoint integer, shape_dist_traveled double, batch bigint not null);
create table if not exists transit_shape (source varchar not null, shape_id varchar not null, seq integer not null, lon double not null, lat double not null, dist double, batch bigint not null);
create table if not exists transit_calendar (
    source varchar not null, service_id varchar not null, monday boolean, tuesday boolean, wednesday boolean, thursday boolean,
    friday boolean, saturday boolean, sunday boolean, start_on date, end_on date, batch bigint not null);
create table if not exists transit_calendar_date (source varchar not null, service_id varchar not null, on_day date not null, exception_type integer not null, batch bigint not null);
create table if not exists transit_frequency (
    source varchar not null, trip_id varchar not null, start_s integer not null, end_s integer not null, headway_s integer not null,
    exact_times integer, batch bigint not null);
