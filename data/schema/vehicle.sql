-- GTFS-Realtime. Positions are appended; the newest of each vehicle is the view vehicle_now.
create table if not exists vehicle_position (
    source varchar not null, vehicle_id varchar not null, seen_at timestamp not null, label varchar, trip_id varchar, route_id varchar,
    direction_id integer, start_on date, lon double not null, lat double not null, bearing double, speed_ms double,
    stop_id varchar, stop_sequence integer, stop_status varchar, occupancy varchar,
    remarks varchar[],                           -- rules that mark but do not refuse, such as E028 and E029
    batch bigint not null);
create table if not exists trip_update (
    source varchar not null, trip_id varchar not null, start_on date, start_s integer, route_id varchar, direction_id integer, vehicle_id varchar,
    stop_sequence integer, stop_id varchar, arrival_at timestamp, arrival_delay_s integer, departure_at timestamp, departure_delay_s integer,
    relationship varchar, updated_at timestamp not null, batch bigint not null);
create table if not exists service_alert (
    source varchar not null, alert_id varchar not null, updated_at timestamp not null, header varchar, description varchar, cause varchar, effect varchar,
    severity varchar, active_from timestamp, active_until timestamp, route_ids varchar[], stop_ids varchar[], batch bigint not null);
