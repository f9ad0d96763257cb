"""The doors for other programs: open data out, Open311, health, and events in. `routes` is all that the front door needs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial
from secrets import token_hex

from fastapi import APIRouter, Request, Response

from api import catalog, health
from api.answer import answer
from api.dataset import data_sets
from api.events import Events
from api.open311 import requests as open311_requests
from api.open311 import services as open311_services
from api.problem import Refusal, guarded, not_found
from api.room import Receive, Room
from data import clock
from data.answers import Answers
from data.settings import Settings

Handler = Callable[[Request], Awaitable[Response]]


def _number() -> str:
    return token_hex(6)


def routes(
    answers: Answers,
    settings: Settings,
    receive: Receive,
    now: Callable[[], datetime] = clock.now,
    number: Callable[[], str] = _number,
) -> APIRouter:
    """Every address of this room, for `app.include_router`. Put it before any catch-all route of the front door.

    receive  (feed, body, content type, source) -> the batch law; blocking, called in a thread. It raises CityError,
             and api.problem.not_found for a feed that does not exist.
    number   the number of the request that is being answered, when the front door gives it one
    """
    room = Room(answers, settings, receive, now)
    router = APIRouter(route_class=guarded(number))
    _get(router, "/health", partial(health.health, room=room))
    _get(router, "/api/v1", partial(catalog.index, room=room))
    _get(router, "/api/v1/", partial(catalog.index, room=room))
    _get(router, "/api/v1/catalog.jsonld", partial(catalog.catalog, room=room))
    for data_set in data_sets():
        _get(router, f"/api/v1/{data_set.name}", partial(answer, data_set=data_set, room=room))
    _open311(router, room)
    router.add_api_route("/api/v1/events/{feed}", _bare(Events(room).post), methods=["POST"])
    for root in ("/api", "/open311"):
        for path in (root, root + "/{rest:path}"):
            router.add_api_route(
                path,
                _bare(_nothing),
                methods=["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],
                include_in_schema=False,
            )
    return router


def _open311(router: APIRouter, room: Room) -> None:
    _get(router, "/open311/discovery.{form}", partial(open311_services.discovery, room=room))
    _get(router, "/open311/v2/discovery.{form}", partial(open311_services.discovery, room=room))
    _get(router, "/open311/v2/services.{form}", partial(open311_services.services, room=room))
    _get(router, "/open311/v2/services/{code}.{form}", partial(open311_services.definition, room=room))
    _get(router, "/open311/v2/requests.{form}", partial(open311_requests.requests, room=room))
    _get(router, "/open311/v2/requests/{id:path}.{form}", partial(open311_requests.one, room=room))


def _get(router: APIRouter, path: str, handler: Handler) -> None:
    router.add_api_route(path, _bare(handler), methods=["GET", "HEAD"], include_in_schema=False)


def _bare(handler: Handler) -> Handler:
    """The handler behind a signature that FastAPI reads as "the request and nothing else"."""

    async def endpoint(request: Request) -> Response:
        return await handler(request)

    return endpoint


async def _nothing(request: Request) -> Response:
    is_read = request.method in ("GET", "HEAD")
    if not is_read or request.url.path.startswith("/api/v1/events/"):
        hint = (
            "Events are posted; everything else is read with GET."
            if is_read
            else "Read with GET; only /api/v1/events/<feed> takes POST."
        )
        raise Refusal(
            405,
            "method",
            f"{request.url.path} does not take {request.method}.",
            hint,
            {"Allow": "POST" if is_read else "GET, HEAD"},
        )
    raise not_found(f"There is nothing at {request.url.path}.", "GET /api/v1/ lists what there is.")
