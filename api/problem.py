"""Errors as people and programs can read them: problem+json (RFC 9457) with a hint and a number to ask about.

Every route of this room is a guarded route, so no stack trace leaves and a front door need not know our errors.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute

from data.errors import CityError, FeedError, QuestionError, WarehouseError

log = logging.getLogger(__name__)
TITLES = {
    400: "The question is not understood",
    401: "A token is needed",
    403: "The token is not valid",
    404: "There is no such thing",
    405: "This address does not take that method",
    413: "The body is too large",
    415: "This kind of body is not taken",
    422: "The rows cannot be used",
    429: "Too many requests",
    500: "The program failed",
    503: "The warehouse does not answer",
}


class Refusal(CityError):
    """A request that is refused with a status of its own. `kind` is a short slug, `headers` go out with the answer."""

    def __init__(
        self, status: int, kind: str, message: str, hint: str = "", headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(message, hint)
        self.status = status
        self.kind = kind
        self.headers = dict(headers or {})


def not_found(message: str, hint: str = "") -> Refusal:
    """404 in the caller's words."""
    return Refusal(404, "not-found", message, hint)


def refusal_of(error: CityError) -> Refusal:
    """The status of each error of the house: a bad question 400, bad rows 422, a silent warehouse 503, else 500."""
    if isinstance(error, Refusal):
        return error
    known: tuple[tuple[type[CityError], int, str], ...] = (
        (QuestionError, 400, "question"),
        (FeedError, 422, "rows"),
        (WarehouseError, 503, "warehouse"),
    )
    status, kind = next(((s, k) for c, s, k in known if isinstance(error, c)), (500, "program"))
    headers = {"Retry-After": "5"} if status == 503 else {}
    return Refusal(status, kind, error.message, error.hint, headers)


def problem(error: Refusal, request_id: str) -> Response:
    """The answer for an error: {"type", "title", "status", "detail", "hint", "request_id"}."""
    body = {
        "type": f"urn:jakarta-command-center:problem:{error.kind}",
        "title": TITLES.get(error.status, "The request failed"),
        "status": error.status,
        "detail": error.message,
        "hint": error.hint,
        "request_id": request_id,
    }
    headers = {**error.headers, "X-Request-ID": request_id, "Cache-Control": "no-store"}
    text = json.dumps(body, ensure_ascii=False)
    return Response(text, error.status, headers, media_type="application/problem+json")


def guarded(number: Callable[[], str]) -> type[APIRoute]:
    """A kind of route whose every error leaves as problem+json, with the `number` of the request.

    What is not foreseen is logged whole and told by its number only.
    """

    class Guarded(APIRoute):
        def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
            inner = super().get_route_handler()

            async def handler(request: Request) -> Response:
                try:
                    return await inner(request)
                except CityError as error:
                    refusal = refusal_of(error)
                    if refusal.status >= 500:
                        log.warning("request %s %s: %s", number(), request.url.path, error)
                except Exception:
                    log.exception("request %s %s failed", number(), request.url.path)
                    refusal = Refusal(
                        500,
                        "program",
                        "This request failed for a reason that is not yours.",
                        "Tell the operator the request_id.",
                    )
                return problem(refusal, number())

            return handler

    return Guarded
