"""A tour of a wall as it is declared in `data/tours/<name>.toml`: which pages in which order, for how long, in which layout.

A tour is checked against the pages that exist when the server starts; docs/wall.md explains every word of the files.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data.errors import SettingsError
from layouts.panel import Page
from layouts.wall.grids import SHAPES, Grid, grid_of

FOLDER = Path(__file__).parents[2] / "data" / "tours"
LEAST_SECONDS = 20  # WCAG 2.2.2 and the practice of control rooms: time to read a page
_TOUR = {"title_id", "title_en", "seconds", "pages"}
_PAGE = {"page", "panels", "seconds", "alarms", "optional", "title_id", "title_en", "layout"}


@dataclass(frozen=True, slots=True)
class Stop:
    """One page of a tour. `cells` are names of panels, and of parts such as the map; `alarms` are beginnings of entities
    whose alarms pin this stop; `grids` holds a layout for some of the screen's shapes."""

    page: Page
    cells: tuple[str, ...]
    seconds: int
    title_id: str
    title_en: str
    alarms: tuple[str, ...] = ()
    grids: Mapping[str, Grid] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tour:
    """A tour: its address is `/wall/<name>`."""

    name: str
    title_id: str
    title_en: str
    stops: tuple[Stop, ...]

    @property
    def path(self) -> str:
        return f"/wall/{self.name}"


def found(pages: Sequence[Page], folder: Path = FOLDER) -> tuple[Tour, ...]:
    """Every declared tour, by name. Raises SettingsError that names the file and what is wrong in it."""
    return tuple(read(file, pages) for file in sorted(folder.glob("*.toml")))


def read(file: Path, pages: Sequence[Page]) -> Tour:
    """One tour. Raises SettingsError."""
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"The tour {file.name} is not TOML: {error}.", "See docs/wall.md.") from None
    _only(file.name, told, _TOUR)
    listed = told.get("pages")
    if not isinstance(listed, list) or not listed:
        raise _wrong(file.name, "has no [[pages]]", "Name at least one page.")
    for title in ("title_id", "title_en"):
        if not isinstance(told.get(title), str):
            raise _wrong(file.name, f"has no {title}", "Give it a title in both languages.")
    known = {page.name: page for page in pages}
    stops = tuple(_stop(file.name, one, known, told.get("seconds", 30)) for one in listed if one.get("page") in known or not one.get("optional"))
    if not stops:
        raise _wrong(file.name, "has no page that exists", f"There are: {', '.join(known)}.")
    _once(file.name, stops)
    return Tour(file.stem, told["title_id"], told["title_en"], stops)


def parts_of(page: Page) -> dict[str, Any]:
    """What stands beside the panels of a page, by the name of its function: `city_map`."""
    return {part.__name__: part for part in page.parts}


def _stop(file: str, told: dict[str, Any], known: Mapping[str, Page], seconds: object) -> Stop:
    _only(file, told, _PAGE)
    page = known.get(told.get("page", ""))
    if page is None:
        raise _wrong(file, f"names the page {told.get('page')!r}, which does not exist", f"There are: {', '.join(known)}. optional = true leaves out a page that is not there yet.")
    own = [*parts_of(page), *(panel.name for panel in page.panels)]
    names = [*own, *(panel.name for panel in (*page.above, *page.below))]  # those of its indicator only when they are named
    cells = told.get("panels", own)
    if not isinstance(cells, list) or not cells or not set(cells) <= set(names) or len(set(cells)) < len(cells):
        raise _wrong(file, f"page {page.name!r} has the panels {cells!r}", f"Name each at most once, out of: {', '.join(names)}.")
    lasts = told.get("seconds", seconds)
    if not isinstance(lasts, int) or lasts < LEAST_SECONDS:
        raise _wrong(file, f"page {page.name!r} stays for {lasts!r} seconds", f"Use a whole number, {LEAST_SECONDS} at least.")
    layout = told.get("layout", {})
    if not isinstance(layout, dict) or not set(layout) <= set(SHAPES):
        raise _wrong(file, f"page {page.name!r} has layouts for {', '.join(map(str, layout))}", f"Use: {', '.join(SHAPES)}.")
    try:
        grids = {shape: grid_of(lines, tuple(cells)) for shape, lines in layout.items()}
    except ValueError as error:
        raise _wrong(file, f"page {page.name!r}: {error}", "A layout gives rows of names; each name fills one rectangle.") from None
    nine = grids.get("3x3")
    if nine and (len(nine.rows), len(nine.columns), len({*nine.rows, *nine.columns})) != (3, 3, 1):
        raise _wrong(file, f"page {page.name!r} has a layout for 3x3 that is not three even rows of three", "Each name stands for one monitor.")
    return Stop(page, tuple(cells), lasts, told.get("title_id", ""), told.get("title_en", ""), tuple(told.get("alarms", ())), grids)


def _once(file: str, stops: Sequence[Stop]) -> None:
    """A panel has one place: what is drawn twice would be two things with one id."""
    seen: set[tuple[str, str]] = set()
    for stop in stops:
        for cell in stop.cells:
            if (stop.page.name, cell) in seen:
                raise _wrong(file, f"shows {stop.page.name}/{cell} twice", "A panel stands on one page of a tour.")
            seen.add((stop.page.name, cell))


def _only(file: str, told: Mapping[str, object], words: set[str]) -> None:
    strange = sorted(set(told) - words)
    if strange:
        raise _wrong(file, f"has the word {strange[0]!r}", f"Known are: {', '.join(sorted(words))}.")


def _wrong(file: str, what: str, hint: str) -> SettingsError:
    return SettingsError(f"The tour {file} {what}.", hint)
