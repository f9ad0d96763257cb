"""The routes of the cameras: what the video wall asks. `?soft=1` says a failure with status 200, so that a wall which watches a
dead camera for weeks does not fill its browser's console.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from email.utils import format_datetime

from fastapi import APIRouter, Request, Response

from api.cctv import tours
from api.cctv.desk import Desk
from api.cctv.fetch import Got
from api.cctv.found import listed
from api.problem import Refusal, guarded, problem
from data import clock

MOST_BODY = 20_000
_NAME = re.compile(rb'((?:^|URI=")[0-9a-f]{32})(?="|$)', re.MULTILINE)
_VIDEO = ("video/", "audio/", "application/vnd.apple.mpegurl", "application/mp4")


def routes(desk: Desk, number: Callable[[], str], now: Callable[[], datetime] = clock.now) -> APIRouter:
    """`/cameras/*`, for `app.include_router` before any catch-all route. `number` is that of the request."""
    router = APIRouter(prefix="/cameras", route_class=guarded(number))

    async def answered(request: Request, make: Awaitable[Got], most_age_s: int) -> Response:
        try:
            got = await make
        except Refusal as error:
            if "soft" not in request.query_params:
                raise
            said = problem(error, number())
            said.status_code = 200
            return said
        kind = got.kind if got.kind.startswith((*_VIDEO, "image/")) else "application/octet-stream"
        modified = got.last_modified or format_datetime(now(), usegmt=True)
        return Response(got.body, headers={"Cache-Control": f"private, max-age={most_age_s}", "Last-Modified": modified, "X-Asked-At": now().isoformat()}, media_type=kind)

    async def photo(source: str, camera_id: str, request: Request) -> Response:
        return await answered(request, desk.photo(source, camera_id), 1)

    async def playlist(source: str, camera_id: str, request: Request) -> Response:
        return await answered(request, softly(request, desk.playlist(source, camera_id)), 0)

    async def part(source: str, camera_id: str, name: str, request: Request) -> Response:
        return await answered(request, softly(request, desk.part(source, camera_id, name)), 10)

    async def found(request: Request) -> Response:
        return _json(await asyncio.to_thread(listed, desk.answers, dict(request.query_params), now()))

    async def tour_list() -> Response:
        return _json([tours_json(t) for t in await asyncio.to_thread(tours.saved, desk.answers)])

    async def tour_save(request: Request) -> Response:
        tour = tours.Tour.told(await _body(request))
        await asyncio.to_thread(tours.save, desk.answers, tour, now())
        return _json(tours_json(tour), 201)

    async def tour_delete(name: str) -> Response:
        await asyncio.to_thread(tours.delete, desk.answers, name, now())
        return Response(status_code=204)

    router.add_api_route("/list.json", found, methods=["GET"])
    router.add_api_route("/tours.json", tour_list, methods=["GET"])
    router.add_api_route("/tours.json", tour_save, methods=["POST"])
    router.add_api_route("/tours.json", tour_delete, methods=["DELETE"])
    router.add_api_route("/{source}/{camera_id:path}/photo.jpg", photo, methods=["GET"])
    router.add_api_route("/{source}/{camera_id:path}/stream/playlist.m3u8", playlist, methods=["GET"])
    router.add_api_route("/{source}/{camera_id:path}/stream/{name}", part, methods=["GET"])
    return router


async def softly(request: Request, make: Awaitable[Got]) -> Got:
    """A playlist that was asked softly names its parts so that they are asked softly too."""
    got = await make
    if "soft" not in request.query_params or not got.body.startswith(b"#EXTM3U"):
        return got
    return replace(got, body=_NAME.sub(rb"\1?soft=1", got.body))


@asynccontextmanager
async def watching(desk: Desk) -> AsyncIterator[None]:
    """While the server runs: the probe log is written, and at the end the connections are let go."""
    writing = asyncio.create_task(desk.watch.run())
    try:
        yield
    finally:
        writing.cancel()
        await asyncio.to_thread(desk.watch.write)
        await desk.fetcher.close()


def tours_json(tour: tours.Tour) -> dict[str, object]:
    """{"name", "cameras", "dwell_s", "tiles"}."""
    return {"name": tour.name, "cameras": list(tour.cameras), "dwell_s": tour.dwell_s, "tiles": tour.tiles}


async def _body(request: Request) -> object:
    text = bytearray()
    async for chunk in request.stream():
        text += chunk
        if len(text) > MOST_BODY:
            raise Refusal(413, "camera-tour", "The tour is too long.")
    try:
        return json.loads(bytes(text))
    except ValueError as error:
        raise Refusal(400, "camera-tour", "The body is not JSON.") from error


def _json(what: object, status: int = 200) -> Response:
    return Response(json.dumps(what, ensure_ascii=False), status, {"Cache-Control": "no-store"}, media_type="application/json")
