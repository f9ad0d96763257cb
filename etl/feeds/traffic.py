"""Traffic by Waze for Cities (specification 3.0): jams, alerts and irregularities of one snapshot, each into its table."""

from __future__ import annotations

from datetime import datetime, timedelta

from data.errors import ParseError
from data.warehouse import Session
from etl.checks import coordinates, not_before, not_future, required
from etl.columns import latitude, longitude, sql, text
from etl.feed import Check, Column, Feed, Place, Staged, Table

# The arrays of a snapshot, and the names in each record that we take. A nickname (reportBy) or a free text of a user is not one.
ARRAYS = {
    "jams": ("uuid", "pubMillis", "street", "city", "level", "speedKMH", "speed", "length", "delay", "roadType", "line"),
    "alerts": ("uuid", "pubMillis", "type", "subtype", "street", "reliability", "confidence", "location"),
    "irregularities": ("id", "detectionDateMillis", "street", "severity", "speed", "regularSpeed", "delaySeconds", "length", "line"),
}
WORDS = {name: tuple(w.lower() for w in names) for name, names in ARRAYS.items()}


def take_apart(session: Session, staged: Staged, source: str, moment: datetime) -> None:
    """Add one relation per array of the snapshot. Raises ParseError when none is there: that is no snapshot."""
    session.execute(f"create or replace temp table snapshot as {staged.relations['rows']}")
    (arrays,) = session.one("select count(*) filter (json_type(coalesce(jams, alerts, irregularities)) = 'ARRAY') from snapshot")
    if not arrays:
        raise ParseError("The document holds neither jams, alerts nor irregularities.", "Ask for the feed of Waze for Cities as JSON.")
    for name, names in ARRAYS.items():
        numbered = (
            f"select row_number() over () as record_no, row_number() over () as line_no, seen_ms, raw from "
            f"(select seen_ms, unnest(json_extract({name}::json, '$[*]'))::varchar as raw from snapshot where json_type({name}) = 'ARRAY')"
        )
        session.execute(f"create or replace temp table snapshot_{name} as {numbered}")
        words = ", ".join(f"json_extract_string(raw, '$.{n}') as {w}" for n, w in zip(names, WORDS[name], strict=True))
        staged.relations[name] = f"select seen_ms, {words} from snapshot_{name} order by record_no"
        staged.words[name] = ("seen_ms", *WORDS[name])
        kept = "json_merge_patch(raw, '{\"reportBy\": null, \"reportDescription\": null}')::varchar"
        staged.lines[name] = f"select record_no, line_no, {kept} as raw from snapshot_{name} where record_no in (select record_no from wanted_records)"


def _millis(word: str) -> str:
    """SQL: POSIX milliseconds -> UTC; seconds written by mistake, and nonsense, are null."""
    value = f"try_cast({{{word}}} as double)"
    return f"case when {value} between 1e11 and 1e14 then make_timestamp(({value} * 1e3)::bigint) end"


def _number(word: str) -> Column:
    value = f"try_cast({{{word}}} as double)"
    return Column(f"case when isfinite({value}) then {value} end", word)


def _line() -> dict[str, Column]:
    """The line of a record as geometry, and its middle."""
    points = "list_transform(from_json({line}, '[{\"x\":\"DOUBLE\",\"y\":\"DOUBLE\"}]'), p -> st_point(p.x, p.y))"
    geom = f"try(st_makeline({points}))"
    middle = f"case when st_npoints({geom}) > 1 then st_lineinterpolatepoint({geom}, 0.5) end"
    return {"geom": sql(geom), "lon": sql(f"st_x({middle})"), "lat": sql(f"st_y({middle})")}


MILLIS = Check("epoch:seconds", "try_cast({pubmillis} as double) between 0 and 1e11", "waktu dalam detik, bukan milidetik", "the time is in seconds, not milliseconds")
DRAWN = (
    Check("geometry", "geom is null or st_npoints(geom) < 2", "garis kosong atau rusak", "the line is empty or broken"),
    Check("range:lon_lat", "abs(lat) > 90 or abs(lon) > 180", "koordinat di luar bumi", "the coordinates are not on earth"),
)
SEEN = sql(f"coalesce({_millis('seen_ms')}, $loaded_at)")

FEED = Feed(
    name="traffic",
    title_id="Lalu lintas (Waze)",
    title_en="Traffic (Waze)",
    fresh=timedelta(minutes=10),
    expire=timedelta(minutes=30),
    prepare=take_apart,
    takes=tuple(ARRAYS),
    tables=(
        Table(
            table="traffic_jam",
            rows="jams",
            key=("jam_id", "seen_at"),
            event="seen_at",
            place=Place(),
            columns={
                "jam_id": text("uuid"),
                "seen_at": SEEN,
                "published_at": sql(_millis("pubmillis")),
                "street": text("street"),
                "city": text("city"),
                "level": sql("try_cast({level} as integer)"),
                "speed_kmh": sql("coalesce(try_cast({speedkmh} as double), try_cast({speed} as double) * 3.6)"),
                "length_m": _number("length"),
                "delay_s": sql("case when try_cast({delay} as double) >= 0 then try_cast({delay} as double) end"),
                "is_blocked": sql("coalesce(try_cast({delay} as double) < 0 or try_cast({level} as integer) = 5, false)"),
                "road_type": sql("try_cast({roadtype} as integer)"),
                **_line(),
            },
            checks=(
                required("jam_id"),
                MILLIS,
                not_future("seen_at"),
                not_before("seen_at"),
                not_future("published_at"),
                Check("range:level", "level not between 0 and 5", "tingkat di luar 0–5", "the level is outside 0–5"),
                *DRAWN,
            ),
        ),
        Table(
            table="traffic_alert",
            rows="alerts",
            key=("alert_id", "seen_at"),
            event="seen_at",
            place=Place(),
            columns={
                "alert_id": text("uuid"),
                "seen_at": SEEN,
                "published_at": sql(_millis("pubmillis")),
                "kind": sql("upper(nullif(trim({type}), ''))"),
                "subkind": sql("upper(nullif(trim({subtype}), ''))"),
                "street": text("street"),
                "reliability": sql("try_cast({reliability} as integer)"),
                "confidence": sql("try_cast({confidence} as integer)"),
                "lon": sql(longitude().sql.replace("{lon}", "json_extract_string({location}, '$.x')").replace("{lat}", "json_extract_string({location}, '$.y')")),
                "lat": sql(latitude().sql.replace("{lon}", "json_extract_string({location}, '$.x')").replace("{lat}", "json_extract_string({location}, '$.y')")),
            },
            checks=(
                required("alert_id"),
                required("kind"),
                MILLIS,
                not_future("seen_at"),
                not_before("seen_at"),
                Check("range:reliability", "reliability not between 0 and 10 or confidence not between 0 and 10", "keandalan di luar 0–10", "reliability or confidence is outside 0–10"),
                *coordinates(),
            ),
        ),
        Table(
            table="traffic_irregularity",
            rows="irregularities",
            key=("irregularity_id", "seen_at"),
            event="seen_at",
            place=Place(),
            columns={
                "irregularity_id": text("id"),
                "seen_at": SEEN,
                "detected_at": sql(_millis("detectiondatemillis")),
                "street": text("street"),
                "severity": _number("severity"),
                "speed_kmh": _number("speed"),
                "usual_kmh": _number("regularspeed"),
                "delay_s": sql("case when try_cast({delayseconds} as double) >= 0 then try_cast({delayseconds} as double) end"),
                "length_m": _number("length"),
                **_line(),
            },
            checks=(required("irregularity_id"), not_future("seen_at"), not_before("seen_at"), *DRAWN),
        ),
    ),
)
