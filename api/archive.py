"""The archive of briefings by URL: /export/archive.json finds documents, /export/archive/<sha256> gives one again, byte by byte."""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from api.problem import guarded, not_found
from data import clock
from data.answers import Answers
from data.errors import QuestionError
from data.queries.exports import Sought, exports_found
from data.settings import Settings
from layouts.briefing.export import MEDIA

WORDS = ("kind", "period", "scope", "format", "q", "since", "until", "limit")
_DIGEST = re.compile(r"[0-9a-f]{64}")


def routes(answers: Answers, settings: Settings, number: Callable[[], str]) -> APIRouter:
    """For `app.include_router`, before any catch-all route."""
    router = APIRouter(route_class=guarded(number))

    async def archive(request: Request) -> JSONResponse:
        return JSONResponse(await asyncio.to_thread(found, answers, dict(request.query_params)))

    async def document(digest: str) -> Response:
        return await asyncio.to_thread(again, answers, settings, digest)

    router.add_api_route("/export/archive.json", archive, methods=["GET"], include_in_schema=False)
    router.add_api_route("/export/archive/{digest}", document, methods=["GET"], include_in_schema=False)
    return router


def found(answers: Answers, words: Mapping[str, str]) -> dict[str, object]:
    """{"documents": [...]}, newest first, each with `href`. Raises QuestionError for words that are not known."""
    if unknown := sorted(set(words) - set(WORDS)):
        raise QuestionError(f"The word {unknown[0]!r} is not known here.", f"Use {', '.join(WORDS)}.")
    limit = words.get("limit", "50")
    if not limit.isdecimal():
        raise QuestionError(f"The limit {limit!r} is no number.", "Use 1 to 500.")
    sought = Sought(
        words.get("kind", ""), words.get("period", ""), words.get("scope", ""), words.get("format", ""), words.get("q", ""),
        _moment(words.get("since", "")), _moment(words.get("until", "")),
    )  # fmt: skip
    rows = exports_found(answers, sought, int(limit)).to_dict("records")
    said = [{k: f"{v.isoformat()}Z" if isinstance(v, datetime) else v for k, v in row.items()} | {"href": f"/export/archive/{row['sha256']}"} for row in rows]
    return {"documents": said}


def _moment(text: str) -> datetime | None:
    try:
        return clock.parse(text) if text else None
    except ValueError:
        raise QuestionError(f"The moment {text!r} is not understood.", "Use a moment such as 2026-11-05T08:00.") from None


def again(answers: Answers, settings: Settings, digest: str) -> Response:
    """The document of that digest as it left the house. 404 when the log or the archive does not hold it, or its file holds other bytes by now."""
    known = answers.warehouse.here().rows("select distinct kind, period, scope, lang, query_hash, format from export_log where sha256 = $digest", {"digest": digest})
    for kind, period, scope, lang, query, form in known if _DIGEST.fullmatch(digest) else ():
        file: Path = settings.var / "exports" / f"{kind}-{period}-{scope}-{lang}-{query}.{form}"
        content = file.read_bytes() if file.is_file() else b""
        if hashlib.sha256(content).hexdigest() == digest:
            headers = {"Content-Disposition": f'attachment; filename="{file.name}"', "Cache-Control": "no-store"}
            return Response(content, headers=headers, media_type=MEDIA[form])
    raise not_found("The archive does not hold this document.", "Find it with /export/archive.json; a later print of the same data takes its file's place.")
