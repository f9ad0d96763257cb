"""The front door of every request: its language, its number, who may post, and the headers that go with every answer.

A plain ASGI middleware around everything, sockets included (a BaseHTTPMiddleware would not see those).
"""

from __future__ import annotations

import secrets
from contextvars import ContextVar
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from layouts.theme import wearing
from layouts.words import LANGUAGES, speaking

_request: ContextVar[str] = ContextVar("request", default="-")
STATIC = ("/assets/", "/fonts/", "/theme.css")


def request_id() -> str:
    """The number of this request, for the log and for the person who reports a fault."""
    return _request.get()


def policy(script_hashes: list[str], tile_url: str = "") -> str:
    """The Content-Security-Policy: everything from this server, and tiles from the host that the settings name."""
    tiles = "{0.scheme}://{0.netloc}".format(urlsplit(tile_url)) if tile_url else ""
    rules = {
        "default-src": "'self'", "script-src": " ".join(["'self'", *script_hashes]), "style-src": "'self' 'unsafe-inline'",
        "img-src": f"'self' data: blob: {tiles}", "connect-src": f"'self' {tiles}", "media-src": "'self' blob:",
        "worker-src": "'self' blob:", "font-src": "'self' data:", "object-src": "'none'", "base-uri": "'self'",
        "form-action": "'self'", "frame-ancestors": "'self'",
    }  # fmt: skip
    return "; ".join(f"{name} {value.strip()}" for name, value in rules.items())


class Door:
    """`policy` is a Content-Security-Policy, `lang` the language of a first visit, `pages` the addresses of the screen's pages.

    Every page is one document, and Dash serves it at `/` alone (elsewhere it has no request at hand): so pages are asked there.
    """

    def __init__(self, app: ASGIApp, policy: str, lang: str, pages: frozenset[str]) -> None:
        self.app = app
        self.pages = pages
        self.policy = policy
        self.lang = lang

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        cookies = _cookies(headers.get("cookie", ""))
        number = _request.set(secrets.token_hex(4))
        language = cookies.get("lang", self.lang)
        try:
            with speaking(language if language in LANGUAGES else self.lang), wearing(cookies.get("theme", "")):
                if scope["type"] == "http" and scope["method"] not in ("GET", "HEAD", "OPTIONS") and _is_foreign(headers):
                    refusal = JSONResponse({"error": "A page of another site may not post here.", "hint": "Open this site itself."}, 403)
                    await refusal(scope, receive, self._with_headers(scope, send))
                else:
                    inner = {**scope, "path": "/", "raw_path": b"/"} if scope["path"] in self.pages else scope
                    await self.app(inner, receive, self._with_headers(scope, send))
        finally:
            _request.reset(number)

    def _with_headers(self, scope: Scope, send: Send) -> Send:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = self.policy
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "same-origin"
                headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
                headers["X-Request-ID"] = request_id()
                is_kept = scope["path"].startswith(STATIC)
                if "cache-control" not in headers:
                    headers["Cache-Control"] = "public, max-age=0, must-revalidate" if is_kept or "etag" in headers else "no-store"
            await send(message)

        return sending


def _is_foreign(headers: Headers) -> bool:
    """A browser says where a request comes from; a program (curl, a webhook) says nothing and is judged by its token."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != headers.get("host")


def _cookies(header: str) -> dict[str, str]:
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(header).items()}
    except CookieError:
        return {}
