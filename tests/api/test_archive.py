"""The archive: documents found by kind, period, scope and words, and given again as they were."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import httpx
import pytest
from fastapi import FastAPI

from api.archive import routes
from data.answers import Answers
from data.settings import Settings
from data.warehouse import Warehouse
from layouts.briefing.export import exports
from layouts.briefing.material import Request
from layouts.briefing.period import period_of, span_of

NOW = datetime(2026, 11, 21, 1, tzinfo=UTC)


@pytest.fixture
def archive(warehouse: Warehouse, settings: Settings) -> FastAPI:
    """Three documents: October as sheets by Siti, November as sheets in English, and a dossier."""
    answers = Answers(warehouse)
    for request, who in (
        (Request(period_of("2026-10"), "31", "id", NOW), "Siti"), (Request(period_of("2026-11"), "31.73", "en", NOW), "web"),
        (Request(span_of("2026-10-31T20:00", "2026-11-01T02:00"), "31", "id", NOW, kind="dossier"), "web"),
    ):  # fmt: skip
        exports(answers, settings, request, ("xlsx",), who, NOW)
    app = FastAPI()
    app.include_router(routes(answers, settings, lambda: "no-1"))
    return app


def get(app: FastAPI, *addresses: str) -> list[httpx.Response]:
    """Some GETs without a server."""

    async def all_of() -> list[httpx.Response]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://city") as client:
            return [await client.get(a) for a in addresses]

    return asyncio.run(all_of())


def test_documents_are_found_by_every_word_and_given_again(archive: FastAPI, settings: Settings) -> None:
    words = {"": 3, "kind=dossier": 1, "period=2026": 3, "period=2026-1": 2, "period=2026-10": 1, "scope=31.73": 1, "format=pdf": 0, "q=siti": 1, "q=%25": 0, "q=2026-11": 1,
             "since=2026-11-21": 3, "until=2026-11-20": 0, "limit=2": 2}  # fmt: skip
    got = get(archive, *(f"/export/archive.json?{w}" for w in words))
    assert {w: len(g.json()["documents"]) for w, g in zip(words, got, strict=True)} == words
    (siti,) = got[list(words).index("q=siti")].json()["documents"]
    (file,) = get(archive, siti["href"])
    assert file.content == next((settings.var / "exports").glob("briefing-2026-10-*.xlsx")).read_bytes() and "briefing-2026-10-31-id-" in file.headers["content-disposition"]


def test_what_is_not_there_or_was_changed_is_not_given(archive: FastAPI, settings: Settings) -> None:
    (listed,) = get(archive, "/export/archive.json?kind=dossier")
    next((settings.var / "exports").glob("dossier-*.xlsx")).write_bytes(b"other")
    got = get(archive, listed.json()["documents"][0]["href"], f"/export/archive/{'0' * 64}", "/export/archive/..%2Fwarehouse.duckdb", "/export/archive.json?sql=1",
              "/export/archive.json?limit=0", "/export/archive.json?limit=x", "/export/archive.json?since=kapan")  # fmt: skip
    assert [g.status_code for g in got] == [404, 404, 404, 400, 400, 400, 400]
