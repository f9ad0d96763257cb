"""The briefing by URL: /export/briefing.pdf, .pptx, .xlsx to take along, and /export/briefing.png to look at a page."""

from __future__ import annotations

import asyncio
import json
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from api.problem import guarded, not_found
from data import clock
from data.answers import Answers
from data.errors import BriefingError, QuestionError
from data.model import PROVINCE, Filters
from data.settings import Settings
from layouts.briefing import edits, pdf
from layouts.briefing import material as asked
from layouts.briefing.contents import contents
from layouts.briefing.export import MEDIA, dressed, exports
from layouts.briefing.period import asked_period
from layouts.briefing.template import templates

WORDS = ("period", "area", "lang", "as_of", "page", "kind", "since", "until", "edit", "agency", "classification")
MOST_BYTES = 100_000
FRESH = timedelta(minutes=1)
KEPT = 4  # previews kept: pages of one briefing as pictures


@dataclass(frozen=True)
class Desk:
    """What the routes share: two exports at a time, and the newest previews."""

    answers: Answers
    settings: Settings
    now: Callable[[], datetime]
    turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(2))
    previews: OrderedDict[tuple[object, ...], tuple[datetime, object, list[bytes]]] = field(default_factory=OrderedDict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def request(self, words: dict[str, str]) -> asked.Request:
        """The words of the URL as a request. Raises QuestionError, which is answered with 400."""
        unknown = sorted(set(words) - set(WORDS))
        if unknown:
            raise QuestionError(f"The word {unknown[0]!r} is not known here.", f"Use {', '.join(WORDS)}.")
        lang, now = words.get("lang", self.settings.lang), self.now()
        if lang not in ("id", "en"):
            raise QuestionError(f"The language {lang!r} is not known.", "Use id or en.")
        try:
            as_of = clock.parse(words["as_of"]) if words.get("as_of") else None
            area = Filters(now=now, area=words.get("area") or PROVINCE).area
            kind = words.get("kind", "briefing")
            period = asked_period(kind, words.get("period", ""), words.get("since", ""), words.get("until", ""))
            agency = words.get("agency", "").strip()
            classification = templates(self.settings).classification(words.get("classification", ""), kind, agency)
            return asked.Request(period, area, lang, now, as_of, classification, kind, words.get("edit", ""), agency)
        except (BriefingError, ValueError) as error:
            hint = error.hint if isinstance(error, BriefingError) else "Use a moment such as 2026-11-05T08:00."
            raise QuestionError(getattr(error, "message", str(error)), hint) from error

    def pictures(self, request: asked.Request) -> list[bytes]:
        """The pages as PNG; kept while the data stands still, and for a minute in any case: a reader turns pages while buses go on telling."""
        key = (request.kind, request.period.text, request.area, request.lang, request.as_of, request.edit, request.agency, request.classification)
        with self.lock:
            now, versions = self.now(), self.answers.versions()
            made_at, of, pages = self.previews.get(key, (now, None, []))
            if of != versions and not (pages and now - made_at < FRESH):
                pages = pdf.pictures(dressed(contents(self.answers, request), self.settings))
                self.previews[key] = (now, versions, pages)
                while len(self.previews) > KEPT:
                    self.previews.popitem(last=False)
            return pages


def routes(answers: Answers, settings: Settings, number: Callable[[], str], now: Callable[[], datetime] = clock.now) -> APIRouter:
    """GET /export/briefing.<format>, for `app.include_router`, before any catch-all route. `number` is that of the request."""
    desk = Desk(answers, settings, now)
    router = APIRouter(route_class=guarded(number))

    async def briefing(form: str, request: Request) -> Response:
        return await answered(desk, form, dict(request.query_params))

    async def text(request: Request) -> JSONResponse:
        return await readable(desk, dict(request.query_params))

    async def change(request: Request) -> JSONResponse:
        return await changed(desk, await request.body())

    async def mark() -> Response:
        return await shown_mark(settings)

    router.add_api_route("/export/mark.png", mark, methods=["GET"], include_in_schema=False)
    router.add_api_route("/export/briefing.{form}", briefing, methods=["GET"], include_in_schema=False)
    router.add_api_route("/export/briefing/text", text, methods=["GET"], include_in_schema=False)
    router.add_api_route("/export/briefing/edits", change, methods=["POST"], include_in_schema=False)
    return router


async def answered(desk: Desk, form: str, words: dict[str, str]) -> Response:
    """The document as a download, or one page of it as a picture. Raises CityError."""
    if form != "png" and form not in MEDIA:
        raise not_found(f"There is no briefing as {form!r}.", f"Use {', '.join(MEDIA)} or png.")
    request = desk.request(words)
    async with desk.turns:
        if form == "png":
            return await _picture(desk, request, words.get("page", "1"))
        (made,) = await asyncio.to_thread(exports, desk.answers, desk.settings, request, (form,), "web", desk.now())
    headers = {"Content-Disposition": f'attachment; filename="{made.kept.name}"', "Cache-Control": "no-store"}
    return Response(made.content, headers=headers, media_type=MEDIA[form])


async def shown_mark(settings: Settings) -> Response:
    """The mark of the house as PNG; 404 without one."""
    house = (await asyncio.to_thread(templates, settings)).house
    if house.mark is None:
        raise not_found("This house has no mark.", "Name one in template.toml; see docs/briefing.md.")
    return Response(house.mark.png, headers={"Cache-Control": "private, max-age=3600"}, media_type="image/png")


async def readable(desk: Desk, words: dict[str, str]) -> JSONResponse:
    """What a person may change: pages in order, each with its sentences by place."""
    request = desk.request(words)
    async with desk.turns:
        said = await asyncio.to_thread(contents, desk.answers, request)
    known = edits.places(said)
    pages = [{"name": p.name, "title": p.title, "sentences": [{"at": at, "text": s.text} for at, s in known.items() if at.startswith(f"{p.name}/")]} for p in said.pages]
    return JSONResponse({"pages": pages, "as_of": f"{said.as_of.isoformat()}Z", "title": said.title, "period_name": said.period_name})


async def changed(desk: Desk, body: bytes) -> JSONResponse:
    """Keep changes: {"words": {the words of the URL}, "who", "sentences": [{at, text}], "comments": [{page, text}], "order": [page]}; gives {"edit": id}."""
    words, who, changes = _read(body)
    request = desk.request(words)
    async with desk.turns:
        said = await asyncio.to_thread(contents, desk.answers, request)
        try:
            edit = await asyncio.to_thread(edits.keep, desk.answers, request, said, who, changes, desk.now())
        except BriefingError as error:
            raise QuestionError(error.message, error.hint) from error
    return JSONResponse({"edit": edit}, 201)


def _read(body: bytes) -> tuple[dict[str, str], str, edits.Changes]:
    """The body's words, name and changes. Raises QuestionError."""
    try:
        if len(body) > MOST_BYTES:
            raise ValueError("too long")
        given = json.loads(body)
        words, who = given["words"], given["who"]
        sentences = tuple((s["at"], "", s["text"]) for s in given.get("sentences", []))
        comments = tuple((c["page"], c["text"]) for c in given.get("comments", []))
        order = tuple(given.get("order", []))
        texts = [who, *words, *words.values(), *(part for row in (*sentences, *comments) for part in row), *order]
        if not all(isinstance(text, str) for text in texts):
            raise ValueError("not text")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise QuestionError("The changes are not understood.", "Send JSON with words, who, sentences, comments and order.") from error
    return words, who, edits.Changes(sentences, comments, order)


async def _picture(desk: Desk, request: asked.Request, page: str) -> Response:
    pages = await asyncio.to_thread(desk.pictures, request)
    if not page.isdigit() or not 1 <= int(page) <= len(pages):
        raise not_found(f"This briefing has no page {page!r}.", f"It has pages 1 to {len(pages)}.")
    return Response(pages[int(page) - 1], headers={"X-Pages": str(len(pages)), "Cache-Control": "private, max-age=60"}, media_type="image/png")
