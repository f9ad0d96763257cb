"""The web side of the push: the socket, the snapshots for who cannot use it, and the slow layers by URL."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Sequence
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

import anyio
from fastapi import APIRouter, Request, Response, WebSocket
from starlette.websockets import WebSocketDisconnect

from data.clock import to_utc
from data.errors import CityError, QuestionError
from live.hub import MOST_SCREENS, Hub
from live.screens import Screen
from live.shelf import Packed, Shelf, reply
from live.slow import SLOW, Wish
from live.walls import heartbeat

LONGEST = 1000  # characters that a screen may say at once


def routes(hub: Hub, origins: tuple[str, ...] = ()) -> APIRouter:
    """`/live/*`. Sockets are taken from pages of this host, and of `origins` (host[:port]) behind a proxy that renames it."""
    router = APIRouter(prefix="/live")
    shelf = Shelf()

    @router.websocket("/ws")
    async def socket(line: WebSocket) -> None:
        origin = urlsplit(line.headers.get("origin", "")).netloc
        if origin and origin not in (line.headers.get("host"), *origins):
            return await line.close(1008)
        if len(hub.screens) >= MOST_SCREENS:
            return await line.close(1013)
        await line.accept()
        await _attend(hub, line)

    @router.get("/versions")
    async def versions(wall: str = "") -> Response:
        """The beat. A wall on a network that blocks sockets says here how it is: `wall` is what it would say over one."""
        if wall and (told := heartbeat(_told(wall))):
            hub.walls.hear(None, told, to_utc(hub.now()))
        return Response(hub.beat(), media_type="application/json", headers={"Cache-Control": "no-store"})

    @router.api_route("/snapshot/{layer}", methods=["GET", "HEAD"])
    async def snapshot(layer: str, request: Request) -> Response:
        if layer not in hub.channels:
            return _refused(
                404,
                QuestionError(f"There is no live layer {layer!r}.", f"There are: {', '.join(hub.channels)}."),
            )
        kept = await hub.snapshot(layer)
        etag = f'"{hub.boot}-{kept.seq}"'
        return reply(request, Packed(kept.key, kept.gz, etag, media="application/octet-stream"))

    @router.api_route("/{name}.geojson", methods=["GET", "HEAD"])
    async def geojson(name: str, request: Request) -> Response:
        if name not in SLOW:
            return _refused(
                404, QuestionError(f"There is no map layer {name!r}.", f"There are: {', '.join(SLOW)}.")
            )
        try:
            wish = Wish.of(request.query_params, hub.now())
            versions = tuple(hub.versions.get(table, 0) for table in sorted(SLOW[name].tables))
            packed = await shelf.get((name, wish, versions), lambda: SLOW[name].make(hub.answers, wish))
        except QuestionError as error:
            return _refused(400, error)
        except CityError as error:
            return _refused(503, error)
        return reply(request, packed)

    return router


async def _attend(hub: Hub, line: WebSocket) -> None:
    """Send and listen until either ends; a screen that cannot take a message in time is cut off, and comes back."""
    screen = Screen(_wanted(hub, line.query_params.get("layers", "").split(",")))
    async with anyio.create_task_group() as both:

        async def run(work: Awaitable[None]) -> None:
            with suppress(WebSocketDisconnect, TimeoutError, RuntimeError, OSError):  # how a line ends
                await work
            both.cancel_scope.cancel()

        both.start_soon(run, hub.attend(line, screen))
        both.start_soon(run, _listen(hub, line, screen))


async def _listen(hub: Hub, line: WebSocket, screen: Screen) -> None:
    """A screen says {"want": [layers]} when its page changes, a wall {"wall": {…}} how it is. Anything else is passed over."""
    try:
        await _hear(hub, line, screen)
    finally:
        hub.walls.leave(line, to_utc(hub.now()))


async def _hear(hub: Hub, line: WebSocket, screen: Screen) -> None:
    while True:
        message = await line.receive()
        if message["type"] == "websocket.disconnect":
            return
        said = _told(message.get("text") or "")
        if isinstance(said.get("want"), list):
            screen.want(_wanted(hub, said["want"]))
        if isinstance(said.get("wall"), dict) and (told := heartbeat(said["wall"])):
            hub.walls.hear(line, told, to_utc(hub.now()))


def _told(text: str) -> dict[str, Any]:
    """The JSON object that a screen said; an empty one for anything else."""
    try:
        said = json.loads(text[:LONGEST])
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _wanted(hub: Hub, names: Sequence[object]) -> frozenset[str]:
    return frozenset(name for name in names if isinstance(name, str) and name in hub.channels)


def _refused(status: int, error: CityError) -> Response:
    text = json.dumps({"message": error.message, "hint": error.hint})
    return Response(
        text, status_code=status, media_type="application/json", headers={"Cache-Control": "no-store"}
    )
