"""Travel times of road corridors: what the drive took at a moment, by corridor and direction.

A plain list, or a document of Waze's Traffic View: `updateTime` above, and one record for each of `routes`.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from data.errors import ParseError
from data.warehouse import Session
from etl.checks import not_before, not_future, required
from etl.columns import number, sql, text
from etl.feed import Check, Feed, Staged, Table

NAMES = {"corridor_id": "id", "name": "name", "from_name": "fromName", "to_name": "toName", "length_m": "length", "time_s": "time", "usual_s": "historicTime"}
MILLIS = "try_cast({seen_ms} as double)"


def take_apart(session: Session, staged: Staged, source: str, moment: datetime) -> None:
    """One row for each route of a document. Raises ParseError when it holds no list of routes; a plain list stays as it is."""
    if "routes" not in staged.words["rows"]:
        return
    session.execute(f"create or replace temp table traffic_view as {staged.relations['rows']}")
    (lists,) = session.one("select count(*) filter (json_type(routes) = 'ARRAY') from traffic_view")
    if not lists:
        raise ParseError("The document holds no routes.", "Ask for the feed of Waze's Traffic View as JSON.")
    session.execute(
        "create or replace temp table traffic_view_routes as select row_number() over () as record_no, row_number() over () as line_no, seen_ms, raw "
        "from (select seen_ms, unnest(json_extract(routes::json, '$[*]'))::varchar as raw from traffic_view)"
    )
    words = ", ".join(f"json_extract_string(raw, '$.{theirs}') as {ours}" for ours, theirs in NAMES.items())
    staged.relations["rows"] = f"select seen_ms, {words} from traffic_view_routes order by record_no"
    staged.words["rows"] = ("seen_ms", *NAMES)
    staged.lines["rows"] = "select record_no, line_no, raw from traffic_view_routes where record_no in (select record_no from wanted_records)"


FEED = Feed(
    name="travel_times",
    title_id="Waktu tempuh koridor",
    title_en="Travel times of corridors",
    fresh=timedelta(hours=2),
    expire=timedelta(hours=12),
    keeps_raw=False,  # columns of persons may stand in such files
    prepare=take_apart,
    takes=("routes",),
    tables=(
        Table(
            table="corridor_time",
            key=("corridor_id", "seen_at"),
            event="seen_at",
            columns={
                # A route of the Traffic View may come without an id: then its ends name it.
                "corridor_id": sql("coalesce(nullif(trim({corridor_id}), ''), md5(concat_ws('|', {name}, {from_name}, {to_name})))"),
                "seen_at": sql(f"coalesce(case when {MILLIS} between 1e11 and 1e14 then make_timestamp(({MILLIS} * 1e3)::bigint) end, {{zone:seen_at}})"),
                "name": text("name"),
                "from_name": text("from_name"),
                "to_name": text("to_name"),
                "length_m": number("length_m"),
                "time_s": number("time_s"),
                "usual_s": number("usual_s"),
            },
            checks=(
                *(required(name) for name in ("seen_at", "length_m", "time_s")),
                Check("range:length_m", "length_m < 50 or length_m > 100000", "panjang di luar 50 m–100 km", "the length is outside 50 m to 100 km"),
                # A road that is closed has no travel time: Waze writes a negative one.
                Check("range:time_s", "time_s <= 0 or length_m / time_s > 45", "waktu tempuh tidak mungkin", "the travel time cannot be"),
                Check("range:usual_s", "usual_s <= 0", "waktu lazim tidak mungkin", "the usual time cannot be", keep=True),
                not_future("seen_at"),
                not_before("seen_at"),
            ),
        ),
    ),
)
