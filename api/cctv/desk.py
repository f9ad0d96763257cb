"""Pictures and streams of one camera: its addresses out of the camera table, fetched with care, shared by all screens."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from api.cctv.fetch import CAMERAS, About, Fetcher, Got, refused
from api.cctv.hosts import Hosts
from api.cctv.playlist import Parts, rewritten
from api.cctv.shelf import Shelf
from api.cctv.watch import Watch
from api.problem import Refusal
from data.answers import Answers
from data.queries.cameras import camera

PHOTO_BYTES, PLAYLIST_BYTES, PART_BYTES = 4_000_000, 512_000, 16_000_000
PHOTO_S, PLAYLIST_S, PART_S = 2.0, 1.0, 30.0  # how long an answer serves all screens
PLAYLIST = "playlist.m3u8"
_MAGIC = ((b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"), (b"RIFF", "image/webp"))
_PAGES = ("text/html", "application/xhtml+xml", "application/json", "text/xml")


@dataclass
class Desk:
    """What the camera routes share."""

    answers: Answers
    hosts: Hosts
    fetcher: Fetcher
    watch: Watch
    shelf: Shelf = field(default_factory=Shelf)
    parts: Parts = field(default_factory=Parts)

    async def photo(self, source: str, camera_id: str) -> Got:
        """The newest picture, its `kind` found in its bytes. Raises Refusal."""
        url = await self._address(source, camera_id, "snapshot_url")

        async def make() -> Got:
            return as_photo(await self.fetcher.get(url, PHOTO_BYTES))

        return await self.shelf.get(url, PHOTO_S, lambda: self._noted(source, camera_id, "photo", make))

    async def playlist(self, source: str, camera_id: str) -> Got:
        """The stream's playlist with our own names in it. Raises Refusal."""
        url = await self._address(source, camera_id, "stream_url")

        async def make() -> Got:
            return self._ours(source, camera_id, await self.fetcher.get(url, PLAYLIST_BYTES))

        return await self.shelf.get(f"{source}/{camera_id} {url}", PLAYLIST_S, lambda: self._noted(source, camera_id, "stream", make))

    async def part(self, source: str, camera_id: str, name: str) -> Got:
        """A segment, an initialisation, a key, or a playlist below the first one. Raises Refusal."""
        url = self.parts.url(f"{source}/{camera_id}", name)

        async def make() -> Got:
            got = await self.fetcher.get(url, PART_BYTES)
            if got.body.startswith(b"#EXTM3U"):
                return self._ours(source, camera_id, got)
            if got.kind in _PAGES:
                raise refused(502, "kind", f"The camera's server sends {got.kind} in place of video.")
            return got

        return await self.shelf.get(f"{source}/{camera_id} {url}", PLAYLIST_S if url.partition("?")[0].endswith(".m3u8") else PART_S, make)

    def _ours(self, source: str, camera_id: str, got: Got) -> Got:
        body = rewritten(got.body, got.url, f"{source}/{camera_id}", self.parts)
        return Got(body, "application/vnd.apple.mpegurl", got.last_modified, got.url)

    async def _address(self, source: str, camera_id: str, column: str) -> str:
        row = await asyncio.to_thread(self.known, source, camera_id)
        url = getattr(row, column)
        if not isinstance(url, str) or not url.strip():
            what = "picture" if column == "snapshot_url" else "stream"
            raise refused(404, "none", f"The source names no address of a {what} for this camera.")
        return urljoin(url.strip(), "")

    def known(self, source: str, camera_id: str) -> Any:
        """The row of a camera. Raises Refusal (404)."""
        found = camera(self.answers, source, camera_id)
        if not len(found):
            raise refused(404, "unknown", f"There is no camera {camera_id!r} of {source!r}.")
        return next(found.itertuples())

    async def _noted(self, source: str, camera_id: str, kind: str, make: Callable[[], Awaitable[Got]]) -> Got:
        """Fetch, and remember how it went. What is wrong on our side (not allowed) says nothing of the camera."""
        begun = time.monotonic()
        try:
            got = await make()
        except Refusal as error:
            if error.status >= 500:
                self.watch.note(source, camera_id, kind, error.kind, time.monotonic() - begun, 0)
            raise
        self.watch.note(source, camera_id, kind, "ok", time.monotonic() - begun, len(got.body))
        return got


def as_photo(got: Got, about: About = CAMERAS) -> Got:
    """The same with the kind that its first bytes say. Raises Refusal when it is no picture."""
    kind = next((kind for magic, kind in _MAGIC if got.body.startswith(magic)), "")
    if not kind or (kind == "image/webp" and got.body[8:12] != b"WEBP"):
        said = "a web page" if got.kind in _PAGES or got.body.lstrip()[:1] == b"<" else got.kind or "something unknown"
        raise about.refused(502, "kind", f"{about.server} sends {said} in place of a picture." if got.body else f"{about.server} sends an empty picture.")
    return Got(got.body, kind, got.last_modified, got.url)
