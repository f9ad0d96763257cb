"""GET /health: can the warehouse answer, and how old is what it knows."""

from __future__ import annotations

import asyncio
import tomllib
from datetime import datetime
from functools import cache
from pathlib import Path

from fastapi import Request, Response

from api.answer import as_json
from api.dataset import Column
from api.formats.cells import as_dicts, declared, iso, plain
from api.room import Room
from data.errors import WarehouseError
from data.queries.feeds import feed_health
from data.queries.walls import wall_screens

PATIENCE = 5.0  # seconds that the warehouse may take
COLUMNS = (
    Column("feed", "text", "Umpan", "Feed"),
    Column("source", "text", "Sumber", "Source"),
    Column("state", "text", "Keadaan", "State"),
    Column("newest_event_at", "moment", "Kejadian terbaru", "Newest event"),
    Column("rows", "integer", "Baris", "Rows"),
    Column("quarantined", "integer", "Karantina", "Quarantined"),
    Column("last_batch", "integer", "Batch terakhir", "Last batch"),
    Column("is_simulated", "boolean", "Data simulasi", "Simulated"),
)
WALLS = (
    Column("wall_id", "text", "Layar", "Screen"),
    Column("tour", "text", "Tur", "Tour"),
    Column("page", "text", "Halaman", "Page"),
    Column("state", "text", "Keadaan", "State"),
    Column("since_at", "moment", "Sejak", "Since"),
    Column("seen_at", "moment", "Terdengar", "Heard"),
    Column("painted_at", "moment", "Gambar terakhir", "Last picture"),
    Column("heap_mb", "number", "Memori", "Memory"),
    Column("is_paused", "boolean", "Jeda", "Paused"),
)


@cache
def version() -> str:
    """The version of the program, as pyproject.toml has it."""
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))[
        "project"
    ]
    return str(project["version"])


async def health(request: Request, room: Room) -> Response:
    """200 {"status": ok|degraded, "version", "as_of", "feeds": [...]}; 503 {"status": "down", …, "problem"} when it cannot.

    "degraded" says that some feed is late, dead, empty or refused; `feeds` says which. A feed never loaded is not that.
    `walls` are the wall screens: hidup, beku (frozen) or hilang (gone), since when, and what each shows; they change no status.
    """
    now = room.now()
    told: dict[str, object] = {"version": version(), "as_of": iso(now)}
    try:
        feeds = await asyncio.wait_for(asyncio.to_thread(feed_states, room, now), PATIENCE)
        walls = await asyncio.wait_for(asyncio.to_thread(wall_states, room), PATIENCE)
    except TimeoutError:
        return as_json(
            {
                "status": "down",
                **told,
                "feeds": [],
                "problem": f"The warehouse took more than {PATIENCE:.0f} s.",
            },
            request,
            503,
        )
    except WarehouseError as error:
        return as_json(
            {"status": "down", **told, "feeds": [], "problem": error.message, "hint": error.hint},
            request,
            503,
        )
    late = {feed["state"] for feed in feeds} - {"ok", "belum"}
    return as_json({"status": "degraded" if late else "ok", **told, "feeds": feeds, "walls": walls}, request)


def feed_states(room: Room, now: datetime) -> list[dict[str, object]]:
    """One record per feed and source, moments in WIB, missing as None."""
    frame = feed_health(room.answers, now).rename(columns={"batch": "last_batch"})
    return as_dicts(plain(declared(frame, COLUMNS), COLUMNS, "wib"))


def wall_states(room: Room) -> list[dict[str, object]]:
    """One record per wall screen, moments in WIB."""
    return as_dicts(plain(declared(wall_screens(room.answers), WALLS), WALLS, "wib"))
