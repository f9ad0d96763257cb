-- Metres between two points in degrees, on a sphere of 6,371,008.8 m (IUGG mean radius): haversine. Null without a point:
-- least() would pass over a null.
create or replace macro metres_between(lon1, lat1, lon2, lat2) as
case when lon1 + lat1 + lon2 + lat2 is not null then
12742017.6 * asin(sqrt(least(1, pow(sin(radians(lat2 - lat1) / 2), 2) + cos(radians(lat1)) * cos(radians(lat2)) * pow(sin(radians(lon2 - lon1) / 2), 2)))) end;
