"""The HTML document around the screen: language and theme are known before the first paint, so nothing flashes."""

from __future__ import annotations

from typing import Any

from dash import Dash
from fastapi import Response

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

    async def missing(self) -> Response:
        """No page has this address."""
        said = _("Halaman ini tidak ada.")
        back = _("Kembali ke ikhtisar")
        text = f'<!DOCTYPE html><html lang="{language()}" data-theme="{worn()}"><head><meta charset="utf-8"><title>404</title>'
        text += '<link rel="stylesheet" href="/theme.css"><link rel="stylesheet" href="/assets/10-base.css"></head>'
        return Response(f'{text}<body><main class="lost"><h1>{said}</h1><p><a href="/">{back}</a></p></main></body></html>', 404, media_type="text/html")
