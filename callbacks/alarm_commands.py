"""Commands to alarms from a screen: acknowledge, shelve, unshelve, and the sound's mute. Each is an entry of the log."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import datetime

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from data.alarms.engine import LONGEST_NAME, LONGEST_NOTE, LONGEST_SHELF_MIN, Engine
from data.errors import CityError, CommandError
from layouts.words import _, mark

MOST_BYTES = 4_000
WORDS = {
    "nothing": mark("Alarm ini tidak menunggu tanggapan. Lihat lagi daftarnya."), "reason": mark("Tuliskan alasan: mengapa alarm ini boleh disisihkan."),
    "minutes": mark("Berikan lamanya dalam menit, antara 1 dan {most}."), "cannot_shelve": mark("Alarm ini tidak dapat disisihkan. Lihat lagi daftarnya."),
    "not_shelved": mark("Alarm ini tidak sedang disisihkan. Lihat lagi daftarnya."), "unknown": mark("Alarm ini tidak ada. Lihat lagi daftarnya."),
    "name": mark("Tuliskan nama Anda, paling panjang {name} huruf."), "note": mark("Catatan paling panjang {note} huruf, tanpa tanda kendali."),
    "command": mark("Perintah ini tidak dimengerti."),
}  # fmt: skip


def routes(engine: Engine, now: Callable[[], datetime]) -> APIRouter:
    """`POST /alarms/commands` with {"command", "rule", "entity", "who", "note", "minutes"}: 200, or 400 with a message in the reader's language."""
    router = APIRouter()

    @router.post("/alarms/commands")
    async def command(request: Request) -> JSONResponse:
        try:
            given = _read(await request.body())
            await asyncio.to_thread(follow, engine, given, now())
        except CommandError as error:
            said = _(WORDS.get(error.code, WORDS["command"]), most=LONGEST_SHELF_MIN, name=LONGEST_NAME, note=LONGEST_NOTE)
            return JSONResponse({"code": error.code, "message": said}, 400)
        except CityError as error:
            return JSONResponse({"code": "warehouse", "message": error.message}, 503)
        return JSONResponse({"ok": True})

    return router


def follow(engine: Engine, given: dict[str, object], now: datetime) -> None:
    """Do what is asked. Raises CommandError for words that make no command, and what the engine raises."""
    command, rule, entity, who, note = (_text(given, key) for key in ("command", "rule", "entity", "who", "note"))
    if command == "acknowledge":
        engine.acknowledge(rule, entity, who, note, now)
    elif command == "shelve":
        minutes = given.get("minutes")
        engine.shelve(rule, entity, who, note, minutes if isinstance(minutes, int) and not isinstance(minutes, bool) else 0, now)
    elif command == "unshelve":
        engine.unshelve(rule, entity, who, note, now)
    elif command in ("mute", "unmute"):
        engine.sound(command == "mute", who, note, now)
    else:
        raise CommandError(f"There is no command {command!r}.", "Use acknowledge, shelve, unshelve, mute or unmute.", code="command")


def _read(body: bytes) -> dict[str, object]:
    try:
        found = json.loads(body) if len(body) <= MOST_BYTES else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise CommandError("The command is no JSON object.", "Send {\"command\": …}.", code="command")
    return found


def _text(given: dict[str, object], key: str) -> str:
    value = given.get(key, "")
    if not isinstance(value, str) or "\0" in value:
        raise CommandError(f"{key} is no text.", "Send text.", code="command")
    return value
