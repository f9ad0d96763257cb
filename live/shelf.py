"""Answers given by URL: made once for each set of versions, gzipped once, handed out with an ETag."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from fastapi import Request, Response

KEPT = 96


@dataclass(frozen=True)
class Packed:
    """A body with its gzip, its ETag and a line of JSON about it (a header, so that HEAD gives it too)."""

    body: bytes
    gz: bytes
    etag: str
    about: str = ""
    media: str = "application/geo+json"


def pack(text: str, about: str = "") -> Packed:
    """The text, gzipped, with an ETag of its content: what did not change is not sent again."""
    body = text.encode()
    return Packed(
        body,
        gzip.compress(body, 6, mtime=0),
        f'"{hashlib.blake2b(body + about.encode(), digest_size=12).hexdigest()}"',
        about,
    )


def reply(request: Request, packed: Packed) -> Response:
    """200, or 304 when the client has it already."""
    headers = {"ETag": packed.etag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
    if packed.about:
        headers["X-City-Layer"] = packed.about
    known = [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]
    if packed.etag in known:
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(packed.gz, headers={**headers, "Content-Encoding": "gzip"}, media_type=packed.media)
    return Response(packed.body, headers=headers, media_type=packed.media)


class Shelf:
    """The most recently used bodies; whoever asks for the same at the same time waits for one making."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept: OrderedDict[Hashable, Packed] = OrderedDict()
        self._making: dict[Hashable, asyncio.Future[Packed]] = {}
        self._most = kept

    async def get(self, key: Hashable, make: Callable[[], Packed]) -> Packed:
        """The body of the key, made in a thread when it is not there. Raises what `make` raises."""
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        if key not in self._making:
            self._making[key] = asyncio.ensure_future(asyncio.to_thread(make))
            self._making[key].add_done_callback(lambda done: self._put(key, done))
        return await asyncio.shield(self._making[key])

    def _put(self, key: Hashable, done: asyncio.Future[Packed]) -> None:
        self._making.pop(key, None)
        if not done.cancelled() and done.exception() is None:
            self._kept[key] = done.result()
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
