"""One function answers every data set in every format: words -> filters -> rows -> bytes, with ETag, pages and provenance."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import json
from typing import Any
from urllib.parse import urlencode

import pandas as pd
from fastapi import Request, Response

from api.dataset import EVERY, DataSet
from api.formats import csv, geojson, parquet
from api.formats import json as json_form
from api.formats.cells import declared, iso
from api.known import check_known
from api.privacy import public
from api.provenance import provenance
from api.room import Body, Room
from api.words import Query, query_of, read_words

MEDIA = {
    "json": "application/json",
    "geojson": "application/geo+json",
    "csv": "text/csv; charset=utf-8; header=present",
    "parquet": "application/vnd.apache.parquet",
}
CACHE = "public, max-age=10, must-revalidate"
WORTH_PACKING = 2_000  # bytes
MINUTE = 60


async def answer(request: Request, data_set: DataSet, room: Room) -> Response:
    """The response to GET /api/v1/<name>. Raises CityError, which the guarded route turns into problem+json."""
    words = read_words(request.query_params.multi_items(), data_set.all_words)
    query = query_of(words, room.now(), data_set.formats)
    tag = await asyncio.to_thread(etag, data_set, query, room)
    if tag in [given.strip() for given in request.headers.get("if-none-match", "").split(",")]:
        return Response(
            status_code=304, headers={"ETag": tag, "Cache-Control": CACHE, "Vary": "Accept-Encoding"}
        )
    packed = wants_gzip(request) and query.format != "parquet"
    body = room.bodies.get((tag, packed))
    if body is None:
        if query.format == "parquet":
            async with room.exports:
                body = await asyncio.to_thread(make, data_set, query, room, packed)
        else:
            body = await asyncio.to_thread(make, data_set, query, room, packed)
        room.bodies.keep((tag, packed), body)
    return Response(body.content, headers={**body.headers, "ETag": tag}, media_type=body.media_type)


def etag(data_set: DataSet, query: Query, room: Room) -> str:
    """A weak tag of the versions of the tables and the question; a question about "now" is good for its minute."""
    versions = room.answers.versions()
    moves = not data_set.is_still and query.filters.as_of is None
    minute = int(query.filters.now.timestamp()) // MINUTE if moves else 0
    tables = [
        (name, versions.get(name, 0))
        for name in sorted(versions if data_set.tables == EVERY else {*data_set.tables, "source"})
    ]
    said = repr((room.born, data_set.name, query.given, minute, tables))
    return f'W/"{hashlib.sha256(said.encode()).hexdigest()[:24]}"'


def make(data_set: DataSet, query: Query, room: Room, packed: bool) -> Body:
    """Ask, clean, describe and encode: blocking, so called in a thread."""
    check_known(room.answers, query)
    frame = data_set.ask(room.answers, query)
    following = frame.attrs.get("cursor")
    frame = frame.reset_index(drop=True)
    frame = public(frame) if data_set.is_about_people else frame
    origin = provenance(room.answers, data_set, query, frame)
    about = {**described(data_set, query), "rows": len(frame), "next_cursor": following, **origin.members()}
    headers = {
        "Cache-Control": CACHE,
        "Vary": "Accept-Encoding",
        "X-Data-Simulated": str(origin.simulated).lower(),
    }
    if following:
        onward = urlencode({**dict(query.given), "cursor": following})
        headers |= {"X-Next-Cursor": following, "Link": f'</api/v1/{data_set.name}?{onward}>; rel="next"'}
    if query.format in ("csv", "parquet"):
        headers["Content-Disposition"] = f'attachment; filename="{data_set.name}.{query.format}"'
    return pack(encoded(data_set, query, frame, about), MEDIA[query.format], headers, packed)


def encoded(data_set: DataSet, query: Query, frame: pd.DataFrame, about: dict[str, Any]) -> bytes:
    """The declared columns of the frame in the form that was asked for."""
    columns = tuple(c for c in data_set.columns if c.kind != "shape" or query.format == "geojson")
    typed = declared(frame, columns)
    if query.format == "csv":
        return csv.encode(typed, columns, query.zone, [str(each["source"]) for each in about["sources"]])
    form = {"json": json_form.encode, "geojson": geojson.encode, "parquet": parquet.encode}[query.format]
    return form(typed, columns, about, query.zone)


def described(data_set: DataSet, query: Query) -> dict[str, object]:
    """What was asked, as it was understood: data set, licence, as_of, and the filters that this data set knows."""
    names = {word.name for word in data_set.words}
    params = query.filters.params()
    since, until = (iso(moment, query.zone) for moment in query.filters.period)
    filters: dict[str, object] = {
        name: params[name] for name in ("area", "source", "category", "status") if name in names
    }
    if "since" in names:
        filters |= {"since": since, "until": until}
    return {
        "data_set": data_set.name,
        "licence": data_set.licence,
        "as_of": iso(query.filters.moment, query.zone),
        "filters": {**filters, **query.more},
    }


def wants_gzip(request: Request) -> bool:
    """Does the client take gzip?"""
    offers = [part.replace(" ", "") for part in request.headers.get("accept-encoding", "").lower().split(",")]
    return any(offer.split(";")[0] == "gzip" and not offer.endswith(("q=0", "q=0.0")) for offer in offers)


def pack(content: bytes, media_type: str, headers: dict[str, str], packed: bool) -> Body:
    """The body as it goes over the line; gzip when asked for and worth it, here and nowhere else."""
    if packed and len(content) >= WORTH_PACKING:
        return Body(gzip.compress(content, 5, mtime=0), media_type, {**headers, "Content-Encoding": "gzip"})
    return Body(content, media_type, headers)


def as_json(
    value: object, request: Request, status: int = 200, media_type: str = "application/json"
) -> Response:
    """A small answer that is not a data set."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    body = pack(
        text.encode(),
        media_type,
        {"Cache-Control": "no-cache", "Vary": "Accept-Encoding"},
        wants_gzip(request),
    )
    return Response(body.content, status, body.headers, media_type=body.media_type)
