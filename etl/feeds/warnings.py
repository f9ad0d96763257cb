"""Warnings as CAP 1.2 messages (BMKG's nowcast and any other authority's)."""

from __future__ import annotations

from datetime import timedelta

from etl.checks import not_before, not_future, one_of, required, swapped
from etl.columns import moment, sql, text
from etl.feed import Check, Feed, Table

SENT = "{zone:sent_at}"
# "sender,identifier,sent" with blanks between them; the moment is left aside, it is written in more than one way.
REFS = (
    "coalesce(list_transform(list_filter(regexp_split_to_array(trim({refs}), '\\s+'), r -> r <> ''), "
    "r -> split_part(r, ',', 1) || ',' || split_part(r, ',', 2)), [])"
)
EXPIRES = "list_max(list_transform(string_split({expires}, chr(10)), t -> try_cast(t as timestamptz))) at time zone 'UTC'"
SEVERITY = "list_filter(['Extreme', 'Severe', 'Moderate', 'Minor', 'Unknown'], s -> list_contains(string_split({severities}, chr(10)), s))[1]"
# CAP writes latitude first. A polygon is "lat,lon lat,lon …"; a circle is "lat,lon km", here a degree of 111.2 km round.
RING = "list_transform(list_filter(regexp_split_to_array(trim(p), '\\s+'), c -> c <> ''), c -> split_part(c, ',', 2) || ' ' || split_part(c, ',', 1))"
POLYGONS = f"try(st_makevalid(st_geomfromtext('MULTIPOLYGON(' || array_to_string(list_transform(string_split({{polygons}}, chr(10)), p -> '((' || array_to_string({RING}, ', ') || '))'), ', ') || ')')))"
ROUND = "try(st_buffer(st_point(try_cast(split_part(split_part(trim(c), ' ', 1), ',', 2) as double), try_cast(split_part(trim(c), ',', 1) as double)), try_cast(split_part(trim(c), ' ', 2) as double) / 111.2))"
CIRCLES = f"list_reduce(list_transform(string_split({{circles}}, chr(10)), c -> {ROUND}), (a, b) -> st_union(a, b))"
GEOM = f"case when {{circles}} is null then {POLYGONS} when {{polygons}} is null then {CIRCLES} else st_union({POLYGONS}, {CIRCLES}) end"
SENDER = "coalesce(nullif(trim({sender_name}), ''), nullif(trim({sender}), ''))"

FEED = Feed(
    name="warnings",
    title_id="Peringatan dini (CAP)",
    title_en="Warnings (CAP)",
    fresh=timedelta(hours=3),
    expire=timedelta(days=1),
    tables=(
        Table(
            table="warning",
            key=("sender", "identifier", "sent_at"),
            event="sent_at",
            columns={
                "sender": text("sender"),
                "identifier": text("identifier"),
                "sent_at": moment("sent_at"),
                "status": text("status"),
                "msg_type": text("msg_type"),
                "scope": text("scope"),
                "refs": sql(REFS),
                "category": text("category"),
                "event": text("event"),
                "urgency": text("urgency"),
                "severity": sql(SEVERITY),
                "certainty": text("certainty"),
                "effective_at": moment("effective_at"),
                "onset_at": moment("onset_at"),
                "expires_at": sql(f"coalesce({EXPIRES}, {SENT} + interval 24 hour)"),
                "headline": text("headline"),
                "description": text("description"),
                "instruction": text("instruction"),
                "area_desc": sql("replace({area_desc}, chr(10), '; ')"),
                "geom": sql(GEOM),
                "lon": sql(f"st_x(st_pointonsurface({GEOM}))"),
                "lat": sql(f"st_y(st_pointonsurface({GEOM}))"),
                "attribution": sql(f"case when {{sender}} ilike '%bmkg%' or {{sender_name}} ilike '%bmkg%' or {{sender_name}} ilike '%meteorologi, klimatologi%' then 'BMKG' else {SENDER} end"),
                "web": text("web"),
            },
            checks=(
                required("sender"),
                required("identifier"),
                required("sent_at"),
                not_future("sent_at"),
                not_before("sent_at"),
                *(Check(f"required:{name}", f"{name} is null", f"{name} kosong", f"{name} is missing") for name in ("status", "msg_type", "scope")),
                one_of("status", "Actual", "Exercise", "System", "Test", "Draft"),
                one_of("msg_type", "Alert", "Update", "Cancel", "Ack", "Error"),
                one_of("scope", "Public", "Restricted", "Private"),
                Check("type:expires_at", "{expires} is not null and list_contains(list_transform(string_split({expires}, chr(10)), t -> try_cast(t as timestamptz) is null), true)", "waktu berakhir tidak terbaca", "the end cannot be read"),
                Check("required:references", "msg_type in ('Update', 'Cancel') and len(refs) = 0", "pembaruan tanpa rujukan", "an update or cancel that refers to nothing"),
                Check("required:info", "msg_type in ('Alert', 'Update') and event is null", "tanpa isi peringatan", "without the block of the warning itself"),
                Check("geometry", "coalesce({polygons}, {circles}) is not null and (geom is null or st_isempty(geom))", "poligon atau lingkaran rusak", "a broken polygon or circle"),
                swapped(),
                Check("range:lon_lat", "(abs(lat) > 90 or abs(lon) > 180) and not (lon between -11 and 6 and lat between 95 and 141)", "koordinat di luar bumi", "the coordinates are not on earth"),
                Check("none:place", "geom is null and msg_type in ('Alert', 'Update')", "tanpa poligon", "without a polygon", keep=True),
                Check("several:severity", "contains({severities}, chr(10)) and len(list_distinct(string_split({severities}, chr(10)))) > 1", "beberapa tingkat keparahan; yang terberat dipakai", "several severities; the worst counts", keep=True),
            ),
        ),
    ),
)
