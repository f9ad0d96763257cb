"""The HTML document around the screen: language and theme are known before the first paint, so nothing flashes."""

from __future__ import annotations

from typing import Any

from dash import Dash
from dash.backends._fastapi import reset_current_request, set_current_request
from fastapi import Request, Response

from layouts.theme import worn
from layouts.words import _, language

INDEX = """<!DOCTYPE html>
<html lang="{lang}" data-theme="{theme}" data-ag-theme-mode="{mode}">
  <head>
    {metas}
    <title>{title}</title>
    <link rel="icon" type="image/svg+xml" href="/assets/icon.svg">
    {css}
  </head>
  <body>
    <div id="react-entry-point"><div class="_dash-loading">{loading}</div></div>
    <footer>{config}{scripts}{renderer}</footer>
  </body>
</html>"""


class Document(Dash):  # type: ignore[misc]
    """Dash with our own document, and with an answer for an address that no page has."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        # No callback uses Dash's own socket (what moves goes through live/); without this every page would open one all the same.
        self.backend.websocket_capability = False

    def interpolate_index(self, **parts: str) -> str:
        mode = "light" if worn() == "light" else "dark"
        return INDEX.format(lang=language(), theme=worn(), mode=mode, loading=_("Memuat…"), **parts)

    async def missing(self, request: Request) -> Response:
        """No page has this address: for somebody who reads it the house with what is nearest (layouts/missing.py), for a program a sentence."""
        if "text/html" not in request.headers.get("accept", ""):
            return Response(_("Halaman ini tidak ada."), 404, media_type="text/plain")
        token = set_current_request(request)  # Dash has its own request at `/` and for callbacks alone
        try:
            text = self.index().replace("<html ", "<html data-missing ", 1)
        finally:
            reset_current_request(token)
        return Response(text, 404, media_type="text/html")
