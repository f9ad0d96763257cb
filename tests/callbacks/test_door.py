"""The front door: headers, foreign pages, languages, addresses that do not exist."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from app import create_app
from callbacks.door import policy
from data.settings import Settings
from data.warehouse import Warehouse

Ask = Callable[..., httpx.Response]


@pytest.fixture
def ask(settings: Settings, warehouse: Warehouse) -> Ask:
    server = create_app(settings, warehouse)

    def asking(method: str, path: str, **given: Any) -> httpx.Response:
        async def go() -> httpx.Response:
            async with httpx.AsyncClient(transport=httpx.ASGITransport(server), base_url="http://city.test") as client:
                return await client.request(method, path, **given)

        return asyncio.run(go())

    return asking


@pytest.mark.parametrize("path", ["/", "/feeds"])
def test_a_page_is_served_with_its_policy_and_never_kept(ask: Ask, path: str) -> None:
    answer = ask("GET", path)
    assert answer.status_code == 200
    rules = dict(rule.split(" ", 1) for rule in answer.headers["content-security-policy"].split("; "))
    assert "unsafe" not in rules["script-src"]
    assert rules["connect-src"] == "'self'"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert len(answer.headers["x-request-id"]) == 8
    assert "http://" not in answer.text.replace("http://www.w3.org", "").replace("http://city.test", "")


def test_language_and_theme_of_the_cookies_stand_in_the_document(ask: Ask) -> None:
    plain, chosen, wrong = (ask("GET", "/", headers={"cookie": c}).text for c in ("", "lang=en; theme=night", 'lang="><script>; theme=nope'))
    assert '<html lang="id" data-theme="dark"' in plain
    assert '<html lang="en" data-theme="night"' in chosen
    assert '<html lang="id" data-theme="dark"' in wrong


@pytest.mark.parametrize("path", ["/nowhere", "/docs", "/redoc", "/openapi.json", "/_mcp", "/_dash-mcp"])
def test_what_is_not_there_is_not_found(ask: Ask, path: str) -> None:
    assert ask("GET", path).status_code == 404


@pytest.mark.parametrize("path", ["/nowhere", "/wall/nothing"])
def test_who_reads_gets_the_house_where_nothing_is(ask: Ask, path: str) -> None:
    answer = ask("GET", path, headers={"accept": "text/html", "cookie": "lang=en"})
    assert answer.status_code == 404 and 'id="react-entry-point"' in answer.text and "<html data-missing lang=\"en\"" in answer.text
    assert ask("GET", path).text == "Halaman ini tidak ada.", "a program gets a sentence"


@pytest.mark.parametrize("headers", [{"origin": "http://elsewhere.test"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}])
def test_a_page_of_another_site_may_not_post(ask: Ask, headers: dict[str, str]) -> None:
    answer = ask("POST", "/_dash-update-component", headers=headers, json={})
    assert answer.status_code == 403
    assert "X-Request-ID" in answer.headers


def test_its_own_page_may_post(ask: Ask) -> None:
    answer = ask("POST", "/_dash-update-component", headers={"origin": "http://city.test", "sec-fetch-site": "same-origin"}, json={})
    assert answer.status_code != 403


def test_fonts_and_styles_are_served_and_asked_again_by_their_tag(ask: Ask) -> None:
    font = ask("GET", "/fonts/SourceSansPro-Regular.ttf")
    assert font.status_code == 200
    assert font.headers["cache-control"] == "public, max-age=0, must-revalidate"
    assert ask("GET", "/fonts/SourceSansPro-Regular.ttf", headers={"if-none-match": font.headers["etag"]}).status_code == 304
    assert "--ink" in ask("GET", "/theme.css").text
    assert ask("GET", "/fonts/../app.py").status_code == 404


def test_a_tile_server_is_let_in_only_when_it_is_set() -> None:
    assert "https://tiles.test" in policy([], "https://tiles.test/{z}/{x}/{y}.png")
    assert "https:" not in policy([])
