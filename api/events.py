"""POST /api/v1/events/<feed>: rows come in by webhook, through the same feed as a file would."""

from __future__ import annotations

import asyncio
import hashlib
import math
import re

from fastapi import Request, Response

from api.answer import as_json
from api.pace import Pace
from api.problem import Refusal, not_found
from api.room import Room
from api.tokens import events_token, given_token, is_same
from api.words import Word, read_words
from data.errors import QuestionError

MOST_BYTES = 5_000_000
LAW = ("feed", "batch", "read", "inserted", "updated", "duplicate", "quarantined")
TAKEN = {
    "application/json": "application/json",
    "application/x-ndjson": "application/x-ndjson",
    "application/ndjson": "application/x-ndjson",
    "application/jsonl": "application/x-ndjson",
    "application/x-jsonlines": "application/x-ndjson",
    "text/csv": "text/csv",
}
SOURCE = Word("source", "name of the source that the rows are of; the feed's own when not given")
_FEED = re.compile(r"[a-z][a-z0-9_]{0,59}")
_SOURCE = re.compile(r"[a-z0-9][a-z0-9_]{0,59}")


class Events:
    """The way in, with the paces of those who call."""

    def __init__(self, room: Room, pace: Pace | None = None) -> None:
        self._room = room
        self._pace = pace or Pace(per_second=5.0, burst=60)
        self._guesses = Pace(per_second=0.1, burst=10)  # wrong tokens, by address

    async def post(self, request: Request) -> Response:
        """202 and the batch law. Refuses with 401, 403, 404, 413, 415, 422 or 429, each saying what to do next."""
        await self._admit(request)
        feed = str(request.path_params["feed"])
        words = read_words(request.query_params.multi_items(), (SOURCE,))
        source = words.get("source")
        if source is not None and not _SOURCE.fullmatch(source):
            raise QuestionError(f"source={source!r} is not a name.", "Use small letters, digits and _.")
        kind = content_type(request)
        body = await read_body(request)
        if not body.strip():
            raise Refusal(422, "rows", "The body is empty.", "Send at least one row.")
        if not _FEED.fullmatch(feed):
            raise not_found(f"There is no feed {feed!r}.", "GET /health lists the feeds.")
        law = await asyncio.to_thread(self._room.receive, feed, body, kind, source)
        return as_json({name: law[name] for name in LAW}, request, 202)

    async def _admit(self, request: Request) -> None:
        given = given_token(request)
        right = await asyncio.to_thread(events_token, self._room.settings)
        if not is_same(given, right):
            self._wait(self._guesses, request.client.host if request.client else "")
            raise Refusal(
                403,
                "wrong-token",
                "The token is not the right one.",
                "It is in CITY_EVENTS_TOKEN or in events_token of the state folder.",
            )
        self._wait(self._pace, hashlib.sha256(given.encode()).hexdigest())

    def _wait(self, pace: Pace, caller: str) -> None:
        seconds = pace.wait_s(caller)
        if seconds:
            after = str(math.ceil(seconds))
            raise Refusal(
                429,
                "too-many",
                "Too many requests.",
                f"Come again in {after} s, with more rows per request.",
                {"Retry-After": after},
            )


def content_type(request: Request) -> str:
    """application/json, application/x-ndjson or text/csv, in UTF-8. Raises Refusal 415."""
    kind, _, rest = request.headers.get("content-type", "").lower().partition(";")
    charset = re.search(r"charset=\"?([\w-]+)", rest)
    if kind.strip() not in TAKEN or (charset and charset[1] not in ("utf-8", "utf8", "us-ascii")):
        said = request.headers.get("content-type") or "nothing"
        hint = "Send application/json, application/x-ndjson or text/csv, in UTF-8."
        raise Refusal(415, "content-type", f"The body says it is {said}, which is not taken here.", hint)
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise Refusal(415, "content-encoding", "Packed bodies are not taken here.", "Send the body as it is.")
    return TAKEN[kind.strip()]


async def read_body(request: Request) -> bytes:
    """The body, counted while it comes in: what it says of its length is not believed. Raises Refusal 413."""
    stated = request.headers.get("content-length", "")
    parts: list[bytes] = []
    size = int(stated[:15]) if stated.isascii() and stated.isdigit() else 0
    if size <= MOST_BYTES:
        size = 0
        async for part in request.stream():
            size += len(part)
            if size > MOST_BYTES:
                break
            parts.append(part)
    if size > MOST_BYTES:
        hint = "Send fewer rows per request, or load the file with python -m etl load."
        raise Refusal(
            413, "too-large", f"The body is larger than {MOST_BYTES:,} bytes.", hint, {"Connection": "close"}
        )
    return b"".join(parts)
