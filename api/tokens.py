"""The token that events come with: given in the settings, or made once and kept where only its user can read it."""

from __future__ import annotations

import hmac
import os
import secrets
from pathlib import Path

from fastapi import Request

from api.problem import Refusal
from data.errors import SettingsError
from data.settings import Settings


def events_token(settings: Settings) -> str:
    """settings.events_token, else the text of `<var>/events_token`, which is made (mode 0600) at first need. Raises SettingsError."""
    if settings.events_token:
        return settings.events_token
    file = settings.var / "events_token"
    if not file.exists():
        _make(file)
    file.chmod(0o600)
    token = file.read_text(encoding="utf-8").strip()
    if not token:
        raise SettingsError(
            f"The file {file} is empty.", "Delete it, and a new token is made; or set CITY_EVENTS_TOKEN."
        )
    return token


def _make(file: Path) -> None:
    """Write a new token beside the place and link it there: who comes second keeps the first one's."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{secrets.token_hex(4)}.tmp")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(secrets.token_urlsafe(32) + "\n")
    try:
        os.link(draft, file)
    except FileExistsError:
        return
    finally:
        draft.unlink()


def given_token(request: Request) -> str:
    """The token of `Authorization: Bearer …` or `X-City-Token`. Raises Refusal 401 when there is none."""
    scheme, _, rest = request.headers.get("authorization", "").partition(" ")
    token = rest.strip() if scheme.lower() == "bearer" else request.headers.get("x-city-token", "").strip()
    if not token:
        hint = "Send Authorization: Bearer <token>, or X-City-Token."
        raise Refusal(
            401,
            "no-token",
            "Events are taken with a token only.",
            hint,
            {"WWW-Authenticate": 'Bearer realm="events"'},
        )
    return token


def is_same(given: str, right: str) -> bool:
    """Are they equal, in a time that does not tell how much of it is."""
    return hmac.compare_digest(given.encode("utf-8", "surrogateescape"), right.encode("utf-8"))
