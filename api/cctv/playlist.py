"""HLS playlists as the screen may have them: every address in them leads through this server, under a name that says nothing."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections import OrderedDict
from urllib.parse import urljoin

from api.cctv.fetch import refused

MOST_LINES, MOST_PARTS = 5_000, 50_000
_URI = re.compile(r'URI="([^"]*)"')


class Parts:
    """Addresses that stood in a playlist, by the name under which the screen asks for them. Nothing else can be asked."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._urls: OrderedDict[str, tuple[str, str]] = OrderedDict()

    def name(self, camera: str, url: str) -> str:
        """The name of an address of a camera; the newest MOST_PARTS are known."""
        made = hmac.new(self._key, f"{camera}\n{url}".encode(), hashlib.sha256).hexdigest()[:32]
        self._urls[made] = (camera, url)
        self._urls.move_to_end(made)
        while len(self._urls) > MOST_PARTS:
            self._urls.popitem(last=False)
        return made

    def url(self, camera: str, name: str) -> str:
        """The address behind a name. Raises Refusal (404) for a name that no playlist of this camera gave."""
        owner, url = self._urls.get(name, ("", ""))
        if owner != camera:
            raise refused(404, "part", "No playlist of this camera gave this part.", "Ask for the playlist again.")
        return url


def rewritten(body: bytes, base: str, camera: str, parts: Parts) -> bytes:
    """The playlist from `base` with names in place of addresses. Raises Refusal when it is no playlist."""
    text = body.decode("utf-8", "replace").lstrip("\ufeff")
    if not text.startswith("#EXTM3U"):
        raise refused(502, "kind", "The stream's address does not give a playlist.")
    lines = text.splitlines()
    if len(lines) > MOST_LINES:
        raise refused(502, "large", f"The playlist has more than {MOST_LINES} lines.")

    def named(address: str) -> str:
        return parts.name(camera, urljoin(base, address.strip()))

    said = [
        _URI.sub(lambda found: f'URI="{named(found[1])}"', line) if line.startswith("#") else named(line) if line.strip() else line
        for line in lines
    ]  # fmt: skip
    return ("\n".join(said) + "\n").encode()
