"""Pictures of reports: fetched from where their source keeps them, only when somebody looks, and kept nowhere but for a moment in memory.

Of a report that must not be shown exactly there is no picture here, whoever asks. Its address never reaches the browser.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from fastapi import APIRouter, Response

from api.cctv.desk import as_photo
from api.cctv.fetch import About, Fetcher, Got
from api.cctv.hosts import Hosts
from api.cctv.shelf import Shelf
from api.problem import guarded
from data import clock
from data.answers import Answers
from data.queries.cases import case_photos

PHOTOS = About("photo", "The server of the picture", "CITY_PHOTO_HOSTS")
MOST_BYTES = 12_000_000
KEPT_S = 300.0  # how long a picture serves all screens


@dataclass
class Photos:
    """What the route shares: whose servers may be asked, and what was fetched a moment ago."""

    answers: Answers
    hosts: Hosts
    fetcher: Fetcher
    shelf: Shelf = field(default_factory=Shelf)

    @classmethod
    def of(cls, answers: Answers, hosts: Hosts) -> Photos:
        """With a fetcher of its own."""
        made = cls(answers, hosts, Fetcher(lambda: made.hosts, about=PHOTOS))
        return made

    async def photo(self, source: str, report_id: str, number: int, moment: datetime) -> Got:
        """Picture `number` (from 1) of a report. Raises Refusal: 404 without one, 403 for a host that is not listed, 502 and 504 for a server that fails."""
        found = await asyncio.to_thread(case_photos, self.answers, source, report_id, moment)
        urls = found["url"].to_list()
        if not 1 <= number <= len(urls):
            raise PHOTOS.refused(404, "none", f"There is no picture {number} of this report to be shown.")
        url = str(urls[number - 1])

        async def make() -> Got:
            return as_photo(await self.fetcher.get(url, MOST_BYTES), PHOTOS)

        return await self.shelf.get(url, KEPT_S, make)


def routes(photos: Photos, number: Callable[[], str], now: Callable[[], datetime] = clock.now) -> APIRouter:
    """`/photos/<source>/<report>/<n>.jpg`, for `app.include_router` before any catch-all route. `number` is that of the request."""
    router = APIRouter(prefix="/photos", route_class=guarded(number))

    async def photo(source: str, report_id: str, nth: int) -> Response:
        got = await photos.photo(source, report_id, nth, clock.to_utc(now()))
        return Response(got.body, headers={"Cache-Control": f"private, max-age={KEPT_S:.0f}"}, media_type=got.kind)

    router.add_api_route("/{source}/{report_id:path}/{nth}.jpg", photo, methods=["GET"])
    return router
